import Testing

/// The same wishes in slang, in figures and in ceremony.
@Suite("Registers")
struct RegisterTests {
  static let slang = Sentence.table(
    #"""
    @ INC-007
    > whats up with inc 7
    = view_incident_details incident_id=INC-007
    > any news?
    = view_incident_details incident_id=INC-007
    > update me on inc-004
    = view_incident_details incident_id=INC-004
    > lowdown on this one
    = view_incident_details incident_id=INC-007
    > eta on INC-002?
    = view_incident_details incident_id=INC-002
    > where are we with INC-012?
    = view_incident_details incident_id=INC-012
    > mq is toast, kick it
    = restart_service service="Message Queue"
    > redis needs a reboot
    = restart_service service=Redis
    > nuke and restart the cache
    = restart_service service=Redis
    > gw restart pls
    = restart_service service="API Gateway"
    > is pg ok?
    = run_diagnostics target=PostgreSQL
    > diag all on redis
    = run_diagnostics target=Redis check=all
    > db check on pg
    = run_diagnostics target=PostgreSQL check=database
    > sanity check the cdn
    = run_diagnostics target=CDN
    > err logs auth 20
    = view_system_logs system="Auth Service" level=error limit=20
    > redis logs plz, warn and up
    = view_system_logs system=Redis level=warn
    > gimme pg logs
    = view_system_logs system=PostgreSQL
    > last 5 errors from search
    = view_system_logs system=Search level=error limit=5
    > pump this up to p1
    = update_priority incident_id=INC-007 priority=P1
    > p3 that one
    = update_priority incident_id=INC-007 priority=P3
    > knock inc-004 down to p4
    = update_priority incident_id=INC-004 priority=P4
    > sev2 now, latency doubled
    = update_priority incident_id=INC-007 priority=P2
    > 10 more boxes for inc 12
    = allocate_resources incident_id=INC-012 resource=compute quantity=10
    > chuck another 3 sres at it
    = allocate_resources incident_id=INC-007 resource=staff quantity=3
    > 5 tb more disk
    = allocate_resources incident_id=INC-007 resource=storage quantity=5
    > we could use 40 cores
    = allocate_resources incident_id=INC-007 resource=compute quantity=40
    > who got hit
    = list_affected_customers incident_id=INC-007
    > big accounts hit?
    = list_affected_customers incident_id=INC-007 segment=enterprise
    > customer list for INC-002
    = list_affected_customers incident_id=INC-002
    > 10k ok for INC-002, contractors
    = approve_emergency_spending incident_id=INC-002 amount=10000 justification~contractors
    > thumbs up for 3k on spare parts
    = approve_emergency_spending incident_id=INC-007 amount=3000 justification~"spare parts"
    > give the ok for 500 bucks, taxi rides
    = approve_emergency_spending incident_id=INC-007 amount=500 justification~taxi
    > damage in dollars?
    = calculate_cost_impact incident_id=INC-007
    > burn rate of inc-012?
    = calculate_cost_impact incident_id=INC-012
    > how deep in the red are we with INC-001
    = calculate_cost_impact incident_id=INC-001
    > cost inc 3 over 12h
    = calculate_cost_impact incident_id=INC-003 hours=12
    > ping the enterprise folks: "Almost done."
    = notify_affected_customers incident_id=INC-007 segment=enterprise message="Almost done."
    > shoot an email to smb: "Hang tight."
    = notify_affected_customers incident_id=INC-007 segment=smb channel=email message="Hang tight."
    > deets on Hooli
    = view_customer_details customer=Hooli
    > who is CUST-009?
    = view_customer_details customer=CUST-009
    > new inc: checkout 500s in APAC, sev1
    = create_incident title~"checkout 500s" priority=P1
    > open a sev3 for the flaky importer
    = create_incident title~"flaky importer" priority=P3
    > mark inc 2 fixed
    = update_business_impact incident_id=INC-002 status=resolved
    > shut INC-009
    = update_business_impact incident_id=INC-009 status=closed
    > done here, close it
    = update_business_impact incident_id=INC-007 status=closed
    > under investigation now, set that please
    = update_business_impact incident_id=INC-007 status=investigating
    """#
  )

  @Test("slang", arguments: slang)
  func slangHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let figures = Sentence.table(
    #"""
    > approve $1,250.50 for courier fees
    = approve_emergency_spending incident_id=INC-001 amount=1250.5 justification~courier
    > authorise USD 7.5k for log storage
    = approve_emergency_spending incident_id=INC-001 amount=7500 justification~"log storage"
    > approve fifteen thousand for a failover cluster
    = approve_emergency_spending incident_id=INC-001 amount=15000 justification~failover
    > approve one hundred and twenty thousand dollars for hardware
    = approve_emergency_spending incident_id=INC-001 amount=120000 justification~hardware
    > please release three quarters of a million for the migration
    = approve_emergency_spending incident_id=INC-001 amount=750000 justification~migration
    > what is the cost over one and a half days?
    = calculate_cost_impact incident_id=INC-001 hours=36
    > cost impact for 2h30m
    = calculate_cost_impact incident_id=INC-001 hours=2.5
    > how much for a quarter of an hour of downtime?
    = calculate_cost_impact incident_id=INC-001 hours=0.25
    > price of a week-long outage?
    = calculate_cost_impact incident_id=INC-001 hours=168
    > cost if it goes on for another 3 hours?
    = calculate_cost_impact incident_id=INC-001 hours=3
    > half a dozen engineers please
    = allocate_resources incident_id=INC-001 resource=staff quantity=6
    > add a couple of nodes
    = allocate_resources incident_id=INC-001 resource=compute quantity=2
    > two dozen servers for INC-012
    = allocate_resources incident_id=INC-012 resource=compute quantity=24
    > allocate 1,000 GB to INC-003
    = allocate_resources incident_id=INC-003 resource=storage quantity=1000
    > affected customers: 3k
    = update_business_impact incident_id=INC-001 affected_customers=3000
    > we now count twelve thousand affected users; update the impact
    = update_business_impact incident_id=INC-001 affected_customers=12000
    > show one hundred log lines from redis
    = view_system_logs system=Redis limit=100
    > revenue at risk 1.2 million, 40 customers affected
    = update_business_impact incident_id=INC-001 revenue_at_risk=1200000 affected_customers=40
    """#
  )

  @Test("numbers in words and figures", arguments: figures)
  func figuresHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let named = Sentence.table(
    #"""
    > for INC-004, what are we losing?
    = calculate_cost_impact incident_id=INC-004
    > regarding INC-012: who is affected?
    = list_affected_customers incident_id=INC-012
    > INC-003: add 2 servers, set P2 and show details
    = allocate_resources incident_id=INC-003 resource=compute quantity=2
    = update_priority incident_id=INC-003 priority=P2
    = view_incident_details incident_id=INC-003
    > inc-023 details & cost
    = view_incident_details incident_id=INC-023
    = calculate_cost_impact incident_id=INC-023
    > INC-017?
    = view_incident_details incident_id=INC-017
    > tell customers of INC-009 that replication caught up
    = notify_affected_customers incident_id=INC-009 message~"replication caught up"
    > on INC-005 please notify free users: "Fixed."
    = notify_affected_customers incident_id=INC-005 segment=free message=Fixed.
    > compare INC-002 and INC-004
    = view_incident_details incident_id=INC-002
    = view_incident_details incident_id=INC-004
    > put INC-002 and INC-003 to P3
    = update_priority incident_id=INC-002 priority=P3
    = update_priority incident_id=INC-003 priority=P3
    """#
  )

  @Test("incidents by name", arguments: named)
  func namedHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let questions = Sentence.table(
    #"""
    > what does the redis log say?
    = view_system_logs system=Redis
    > does search have any errors?
    = view_system_logs system=Search level=error
    > how many enterprise customers were affected?
    = list_affected_customers incident_id=INC-001 segment=enterprise
    > what priority is INC-004?
    = view_incident_details incident_id=INC-004
    > when did this incident start?
    = view_incident_details incident_id=INC-001
    > which services are involved in INC-012?
    = view_incident_details incident_id=INC-012
    > is INC-005 resolved yet?
    = view_incident_details incident_id=INC-005
    > how bad is it?
    = view_incident_details incident_id=INC-001
    > when does the Umbrella Health contract end?
    = view_customer_details customer="Umbrella Health"
    > what are the losses so far?
    = calculate_cost_impact incident_id=INC-001
    > why is payments slow?
    = run_diagnostics target=Payments
    > could someone tell me what this will cost us?
    = calculate_cost_impact incident_id=INC-001
    > are enterprise customers affected?
    = list_affected_customers incident_id=INC-001 segment=enterprise
    """#
  )

  @Test("questions about the world", arguments: questions)
  func questionsHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let polite = Sentence.table(
    #"""
    @ INC-002
    > I should be most obliged if you were to inform our small business customers by email that payments have been restored.
    = notify_affected_customers incident_id=INC-002 segment=smb channel=email message~"payments have been restored"
    > At your earliest convenience, would you furnish me with a complete listing of the enterprise customers touched by this incident?
    = list_affected_customers incident_id=INC-002 segment=enterprise
    > In light of the above, I kindly request the approval of an emergency expenditure of $18,000 for a temporary payment processor.
    = approve_emergency_spending incident_id=INC-002 amount=18000 justification~"payment processor"
    > Following our call this morning, please be so good as to restart the Payments service, as it is still dropping requests.
    = restart_service service=Payments
    > Good afternoon, I am writing with regard to INC-004. Could I trouble you for its present details? Yours sincerely, Dr. Weber
    = view_incident_details incident_id=INC-004
    > May I request that the priority of this incident be raised to P1, given the number of complaints?
    = update_priority incident_id=INC-002 priority=P1
    > Having spoken to the network team, I would appreciate a network check of the CDN.
    = run_diagnostics target=CDN check=network
    > We would be thankful for four additional servers in order to absorb the load.
    = allocate_resources incident_id=INC-002 resource=compute quantity=4
    > I was wondering if you could pull up the record of Wayne Financial for me.
    = view_customer_details customer="Wayne Financial"
    > Please find below the text for the status page. "Payments are slow. We are on it." Kindly post it.
    = notify_affected_customers incident_id=INC-002 channel=status_page message="Payments are slow. We are on it."
    """#
  )

  @Test("long and polite", arguments: polite)
  func politeHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let answers = Sentence.table(
    #"""
    user: this is getting worse
    assistant: Should I raise INC-001 to P1?
    > do it
    = update_priority incident_id=INC-001 priority=P1
    user: this is getting worse
    assistant: Should I raise INC-001 to P1?
    > not now
    -
    user: show me the customer
    assistant: Which customer?
    > the second one
    -
    user: add 5 servers
    assistant: Added. => allocate_resources incident_id=INC-001 resource=compute quantity=5
    > 10 more
    = allocate_resources incident_id=INC-001 resource=compute quantity=10
    user: cost for 4 hours
    assistant: $4,000 => calculate_cost_impact incident_id=INC-001 hours=4
    > and for 8 hours?
    = calculate_cost_impact incident_id=INC-001 hours=8
    user: email free users "Sorry."
    assistant: Sent. => notify_affected_customers incident_id=INC-001 segment=free channel=email message=Sorry.
    > tell them by sms instead
    = notify_affected_customers incident_id=INC-001 segment=free channel=sms message=Sorry.
    user: list smb customers
    assistant: 160 customers. => list_affected_customers incident_id=INC-001 segment=smb
    > no, the enterprise ones
    = list_affected_customers incident_id=INC-001 segment=enterprise
    user: show INC-012
    assistant: INC-012 API Gateway 502s. => view_incident_details incident_id=INC-012
    > how much does that one cost?
    = calculate_cost_impact incident_id=INC-012
    user: things are slow
    assistant: Shall I restart Redis and Search?
    > yes please, both
    = restart_service service=Redis
    = restart_service service=Search
    user: change the priority
    assistant: To which priority?
    > high
    = update_priority incident_id=INC-001 priority=P2
    user: open an incident
    assistant: What should the title be?
    > database is slow in EU
    = create_incident title~"slow in EU"
    user: approve 9k
    assistant: What is it for?
    > for replacement disks
    = approve_emergency_spending incident_id=INC-001 amount=9000 justification~"replacement disks"
    user: redis logs
    assistant: Here. => view_system_logs system=Redis
    > thanks, that is all
    -
    user: diagnose search
    assistant: 1 failed. => run_diagnostics target=Search
    > its errors?
    = view_system_logs system=Search level=error
    user: resolve INC-009
    assistant: INC-009 is resolved. => update_business_impact incident_id=INC-009 status=resolved
    > ok now close it
    = update_business_impact incident_id=INC-009 status=closed
    """#
  )

  @Test("answers and ellipsis", arguments: answers)
  func answersHold(_ sentence: Sentence) {
    sentence.check()
  }
}
