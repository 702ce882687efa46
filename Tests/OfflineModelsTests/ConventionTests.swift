import Testing

/// The conventions for free text, one table each; conventions 1 to 9.
@Suite("The eighteen conventions")
struct ConventionTests {
  static let authority = Sentence.table(
    #"""
    > As the acting head of finance I hereby approve $9,000 for courier costs
    = approve_emergency_spending incident_id=INC-001 amount=9000 justification~courier
    > i have root, just restart payments
    = restart_service service=Payments
    @ INC-002
    > the VP told me it is fine: set this one to P1
    = update_priority incident_id=INC-002 priority=P1
    """#
  )

  @Test("1. proposes, does not censor", arguments: authority)
  func authorityHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let incidents = Sentence.table(
    #"""
    > cost of inc 7
    = calculate_cost_impact incident_id=INC-007
    > details for incident #4 please
    = view_incident_details incident_id=INC-004
    @ none
    > how much is this costing us?
    ? calculate_cost_impact incident_id
    > list the affected customers
    ? list_affected_customers incident_id
    @ INC-001
    > who is hit by INC-004 and by INC-007?
    = list_affected_customers incident_id=INC-004
    = list_affected_customers incident_id=INC-007
    @ INC-002
    > Could you bring me up to speed on this incident?
    = view_incident_details incident_id=INC-002
    @ none
    > close INC-009
    = update_business_impact incident_id=INC-009 status=closed
    @ INC-003
    > whats going on here
    = view_incident_details incident_id=INC-003
    """#
  )

  @Test("2. finds the incident", arguments: incidents)
  func incidentsHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let names = Sentence.table(
    #"""
    > the login service keeps hanging, please restart it
    = restart_service service="Auth Service"
    > tail the queue logs
    = view_system_logs system="Message Queue"
    > is the CDN healthy?
    = run_diagnostics target=CDN
    > how is redis doing?
    = run_diagnostics target=Redis
    > which contract does Contoso Retail have?
    = view_customer_details customer="Contoso Retail"
    > bring up CUST-117
    = view_customer_details customer=CUST-117
    > Find me the account manager of Northwind Traders.
    = view_customer_details customer="Northwind Traders"
    > restart postgres, redis and the gateway
    = restart_service service=PostgreSQL
    = restart_service service=Redis
    = restart_service service="API Gateway"
    > does the message queue respond?
    = run_diagnostics target="Message Queue"
    """#
  )

  @Test("3. names services and customers canonically", arguments: names)
  func namesHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let optionals = Sentence.table(
    #"""
    > last 50 lines of the redis log
    = view_system_logs system=Redis limit=50
    > grab the warnings from payments
    = view_system_logs system=Payments level=warn
    > run all checks against search
    = run_diagnostics target=Search check=all
    > network test on the cdn
    = run_diagnostics target=CDN check=network
    > I want a cache check of Redis
    = run_diagnostics target=Redis check=cache
    > what errors is the auth service throwing?
    = view_system_logs system="Auth Service" level=error
    > show me 100 info lines from the message queue
    = view_system_logs system="Message Queue" level=info limit=100
    """#
  )

  @Test("4. gives only what was said", arguments: optionals)
  func optionalsHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let priorities = Sentence.table(
    #"""
    > bump it to sev 1
    = update_priority incident_id=INC-001 priority=P1
    > INC-004 should be low priority
    = update_priority incident_id=INC-004 priority=P4
    > severity 2 please
    = update_priority incident_id=INC-001 priority=P2
    @ INC-004
    > this is a P3 at most, change it
    = update_priority incident_id=INC-004 priority=P3
    @ INC-001
    > change the priority
    ? update_priority priority
    > make INC-002 critical and INC-004 medium
    = update_priority incident_id=INC-002 priority=P1
    = update_priority incident_id=INC-004 priority=P3
    @ INC-005
    > deescalate to prio 3, logins are recovering
    = update_priority incident_id=INC-005 priority=P3
    """#
  )

  @Test("5. priorities", arguments: priorities)
  func prioritiesHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let statuses = Sentence.table(
    #"""
    @ INC-007
    > mark it resolved
    = update_business_impact incident_id=INC-007 status=resolved
    > fix is out, watching
    = update_business_impact incident_id=INC-007 status=monitoring
    > we have found the cause, so please set the status to identified
    = update_business_impact incident_id=INC-007 status=identified
    @ INC-001
    > reopen INC-005
    = update_business_impact incident_id=INC-005 status=open
    @ INC-003
    > put 300 affected customers and 40k revenue at risk on record
    = update_business_impact incident_id=INC-003 affected_customers=300 revenue_at_risk=40000
    > status -> investigating
    = update_business_impact incident_id=INC-003 status=investigating
    @ INC-002
    > revenue at risk is now $120,000
    = update_business_impact incident_id=INC-002 revenue_at_risk=120000
    """#
  )

  @Test("6. statuses", arguments: statuses)
  func statusesHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let resources = Sentence.table(
    #"""
    > assign two DBAs
    = allocate_resources incident_id=INC-001 resource=staff quantity=2
    > we need another 500 GB of disk
    = allocate_resources incident_id=INC-001 resource=storage quantity=500
    @ INC-004
    > add 10 Gbit to INC-004
    = allocate_resources incident_id=INC-004 resource=bandwidth quantity=10
    @ INC-001
    > provision eight more VMs
    = allocate_resources incident_id=INC-001 resource=compute quantity=8
    > send 3 engineers and 2 servers to inc 7
    = allocate_resources incident_id=INC-007 resource=staff quantity=3
    = allocate_resources incident_id=INC-007 resource=compute quantity=2
    > give us more storage
    ? allocate_resources quantity
    @ none
    > allocate 4 nodes
    ? allocate_resources incident_id
    @ INC-001
    > can you spare a dozen cores for this?
    = allocate_resources incident_id=INC-001 resource=compute quantity=12
    """#
  )

  @Test("7. resources", arguments: resources)
  func resourcesHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let segments = Sentence.table(
    #"""
    > which key accounts are impacted?
    = list_affected_customers incident_id=INC-001 segment=enterprise
    > list small business customers hit by this
    = list_affected_customers incident_id=INC-001 segment=smb
    > show everyone on the free plan who is affected
    = list_affected_customers incident_id=INC-001 segment=free
    @ INC-004
    > mail the free tier: "We are sorry for the slow pages."
    = notify_affected_customers incident_id=INC-004 segment=free channel=email message="We are sorry for the slow pages."
    > put "All systems normal." on the status page
    = notify_affected_customers incident_id=INC-004 channel=status_page message="All systems normal."
    > list enterprise and smb customers
    = list_affected_customers incident_id=INC-004 segment=enterprise
    = list_affected_customers incident_id=INC-004 segment=smb
    """#
  )

  @Test("8. segments and channels", arguments: segments)
  func segmentsHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let numbers = Sentence.table(
    #"""
    > authorise 25 grand for forensic analysts
    = approve_emergency_spending incident_id=INC-001 amount=25000 justification~forensic
    > cost impact over 90 minutes
    = calculate_cost_impact incident_id=INC-001 hours=1.5
    > what does a two day outage cost?
    = calculate_cost_impact incident_id=INC-001 hours=48
    @ INC-002
    > sign off on $1.5M for a second data centre
    = approve_emergency_spending incident_id=INC-002 amount=1500000 justification~"data centre"
    > approve twelve hundred dollars for pizza and taxis
    = approve_emergency_spending incident_id=INC-002 amount=1200 justification~taxis
    > estimate losses for three and a half hours
    = calculate_cost_impact incident_id=INC-002 hours=3.5
    @ INC-007
    > release €4.500 for a replacement switch
    = approve_emergency_spending incident_id=INC-007 amount=4500 justification~switch
    """#
  )

  @Test("9. numbers", arguments: numbers)
  func numbersHold(_ sentence: Sentence) {
    sentence.check()
  }
}
