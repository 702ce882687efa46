import Testing

/// Several requests, distracting words and missing arguments.
@Suite("Mixtures")
struct MixtureTests {
  static let several = Sentence.table(
    #"""
    > two more VMs and one more DBA for INC-012
    = allocate_resources incident_id=INC-012 resource=compute quantity=2
    = allocate_resources incident_id=INC-012 resource=staff quantity=1
    > get INC-007 another 3 servers and tell enterprise customers "Capacity is coming."
    = allocate_resources incident_id=INC-007 resource=compute quantity=3
    = notify_affected_customers incident_id=INC-007 segment=enterprise message="Capacity is coming."
    > resolve INC-009, then close INC-017
    = update_business_impact incident_id=INC-009 status=resolved
    = update_business_impact incident_id=INC-017 status=closed
    > show INC-002 details, cost for 2 hours and who is affected
    = view_incident_details incident_id=INC-002
    = calculate_cost_impact incident_id=INC-002 hours=2
    = list_affected_customers incident_id=INC-002
    > escalate INC-004 to P1, allocate 5 engineers, and notify enterprise: "All hands on deck."
    = update_priority incident_id=INC-004 priority=P1
    = allocate_resources incident_id=INC-004 resource=staff quantity=5
    = notify_affected_customers incident_id=INC-004 segment=enterprise message="All hands on deck."
    > error logs from redis, then the same from postgres
    = view_system_logs system=Redis level=error
    = view_system_logs system=PostgreSQL level=error
    > restart the gateway after checking its logs
    = view_system_logs system="API Gateway"
    = restart_service service="API Gateway"
    > first diagnose payments, second restart it, third show me the incident
    = run_diagnostics target=Payments
    = restart_service service=Payments
    = view_incident_details incident_id=INC-001
    > look up Initech and Hooli, then list smb customers
    = view_customer_details customer=Initech
    = view_customer_details customer=Hooli
    = list_affected_customers incident_id=INC-001 segment=smb
    > approve 4k for disks and 9k for licences
    = approve_emergency_spending incident_id=INC-001 amount=4000 justification~disks
    = approve_emergency_spending incident_id=INC-001 amount=9000 justification~licences
    > check the database, the cache and the queue
    = run_diagnostics target=PostgreSQL
    = run_diagnostics target=Redis
    = run_diagnostics target="Message Queue"
    > set INC-003 to monitoring and lower it to P4
    = update_business_impact incident_id=INC-003 status=monitoring
    = update_priority incident_id=INC-003 priority=P4
    > how many small businesses does INC-012 touch and what does it cost?
    = list_affected_customers incident_id=INC-012 segment=smb
    = calculate_cost_impact incident_id=INC-012
    > create two incidents: one for slow search and one for login loops
    = create_incident title~"slow search"
    = create_incident title~"login loops"
    > file an incident for the CDN: images 404 in Asia; make it P2
    = create_incident title~images priority=P2
    """#
  )

  @Test("several at once", arguments: several)
  func severalHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let distractors = Sentence.table(
    #"""
    > approve 800 dollars for the customer appreciation dinner
    = approve_emergency_spending incident_id=INC-001 amount=800 justification~dinner
    > tell enterprise customers that priority support is available
    = notify_affected_customers incident_id=INC-001 segment=enterprise message~"priority support"
    > open an incident titled "Cost dashboard shows wrong currency"
    = create_incident title="Cost dashboard shows wrong currency"
    > show me the auth logs from before the restart
    = view_system_logs system="Auth Service"
    > check payments; a customer says refunds are approved but never arrive
    = run_diagnostics target=Payments
    > authorize $600 for a replacement status page licence
    = approve_emergency_spending incident_id=INC-001 amount=600 justification~licence
    > restart search, it ignores the priority field
    = restart_service service=Search
    > notify free users: "Search is restarting, please do not close the page."
    = notify_affected_customers incident_id=INC-001 segment=free message="Search is restarting, please do not close the page."
    > diagnose the queue that feeds customer notifications
    = run_diagnostics target="Message Queue"
    > set the status to identified: the cache eviction policy was wrong
    = update_business_impact incident_id=INC-001 status=identified
    > list the customers affected by the payment errors
    = list_affected_customers incident_id=INC-001
    > raise the priority to P1, enterprise customers are calling
    = update_priority incident_id=INC-001 priority=P1
    > what would it cost us to stay down for six hours?
    = calculate_cost_impact incident_id=INC-001 hours=6
    > lower to P3, no customers are affected any more
    = update_priority incident_id=INC-001 priority=P3
    > show the log of the service that charges customers
    = view_system_logs
    > allocate 3 engineers who know the payment database
    = allocate_resources incident_id=INC-001 resource=staff quantity=3
    > give INC-002 four servers, cost is no issue
    = allocate_resources incident_id=INC-002 resource=compute quantity=4
    """#
  )

  @Test("words of other tools", arguments: distractors)
  func distractorsHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let letters = Sentence.table(
    #"""
    @ INC-005
    > Hello team, hope all is well. Would one of you kindly set this incident to resolved? Login success is back at 99.9 %. Thanks, Ines
    = update_business_impact incident_id=INC-005 status=resolved
    > Dear all, in order to prepare the board paper, I require the cost impact of INC-001 on the basis of an outage of twelve hours. With kind regards
    = calculate_cost_impact incident_id=INC-001 hours=12
    > Apologies for the late message. Could you let our enterprise customers know that logins are working again?
    = notify_affected_customers incident_id=INC-005 segment=enterprise message~"logins are working again"
    > I would like to request that you approve an amount of EUR 4,000 in favour of overtime for the night shift.
    = approve_emergency_spending incident_id=INC-005 amount=4000 justification~overtime
    > With your permission, I should like to see the last thirty lines of the Redis log.
    = view_system_logs system=Redis limit=30
    > As discussed with legal, please post the following on the status page: "We are investigating login failures."
    = notify_affected_customers incident_id=INC-005 channel=status_page message="We are investigating login failures."
    > Would you be able to tell me which plan Globex Industries is subscribed to?
    = view_customer_details customer="Globex Industries"
    > It has come to my attention that checkout is failing in Canada; I would ask you to open a new incident for this with high priority.
    = create_incident title~checkout priority=P2
    > Since the workaround is holding, I would propose to lower the priority of this incident to P3, please.
    = update_priority incident_id=INC-005 priority=P3
    """#
  )

  @Test("letters", arguments: letters)
  func lettersHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let telegrams = Sentence.table(
    #"""
    @ INC-005
    > +5 nodes
    = allocate_resources incident_id=INC-005 resource=compute quantity=5
    > need 200 gigs more
    = allocate_resources incident_id=INC-005 resource=storage quantity=200
    > throw some money at it: 10k for consultants
    = approve_emergency_spending incident_id=INC-005 amount=10000 justification~consultants
    > cost 4h?
    = calculate_cost_impact incident_id=INC-005 hours=4
    > p1 pls
    = update_priority incident_id=INC-005 priority=P1
    > auth logs last 30
    = view_system_logs system="Auth Service" limit=30
    > warns from mq
    = view_system_logs system="Message Queue" level=warn
    > ok 5 grand for overtime, go
    = approve_emergency_spending incident_id=INC-005 amount=5000 justification~overtime
    > status page: "Logins work again."
    = notify_affected_customers incident_id=INC-005 channel=status_page message="Logins work again."
    > sms to all: "Fixed."
    = notify_affected_customers incident_id=INC-005 channel=sms message=Fixed.
    > mark as resolved & tell free users "done"
    = update_business_impact incident_id=INC-005 status=resolved
    = notify_affected_customers incident_id=INC-005 segment=free message=done
    > who do we call at Stark Logistics?
    = view_customer_details customer="Stark Logistics"
    > pls rstart paymnts
    = restart_service service=Payments
    > incdent detials inc-012
    = view_incident_details incident_id=INC-012
    > notfy enterprize cutomers: "Bakc soon."
    = notify_affected_customers incident_id=INC-005 segment=enterprise message="Bakc soon."
    > alocate 3 enginers
    = allocate_resources incident_id=INC-005 resource=staff quantity=3
    > aprove 2k fro cabels
    = approve_emergency_spending incident_id=INC-005 amount=2000 justification~cabels
    > updaet prioirty to P3
    = update_priority incident_id=INC-005 priority=P3
    """#
  )

  @Test("telegrams", arguments: telegrams)
  func telegramsHold(_ sentence: Sentence) {
    sentence.check()
  }

  static let plain = Sentence.table(
    #"""
    @ INC-005
    > update the status of INC-005 to monitoring
    = update_business_impact incident_id=INC-005 status=monitoring
    > view the incident
    = view_incident_details incident_id=INC-005
    > calculate the cost impact
    = calculate_cost_impact incident_id=INC-005
    > perform diagnostics on the search service
    = run_diagnostics target=Search
    > change the priority of INC-007 to low
    = update_priority incident_id=INC-007 priority=P4
    > assign bandwidth of 300 Mbps to INC-004
    = allocate_resources incident_id=INC-004 resource=bandwidth quantity=300
    > get customer CUST-010
    = view_customer_details customer=CUST-010
    > send an email to enterprise customers saying that we fixed the login
    = notify_affected_customers incident_id=INC-005 segment=enterprise channel=email message~"we fixed the login"
    > view warnings for the CDN
    = view_system_logs system=CDN level=warn
    > register an incident: printers offline
    = create_incident title~"printers offline"
    @ none
    > calculate cost
    ? calculate_cost_impact incident_id
    > send the customers an update: "Back up."
    ? notify_affected_customers incident_id
    > set status to closed
    ? update_business_impact incident_id
    > restart
    ? restart_service service
    > look up the customer
    ? view_customer_details customer
    > allocate storage
    ? allocate_resources incident_id quantity
    @ INC-001
    > approve spending for new laptops
    ? approve_emergency_spending amount
    > email the enterprise customers
    ? notify_affected_customers message
    > give me more people
    ? allocate_resources quantity
    > spend 3000
    ? approve_emergency_spending justification
    > check it
    ? run_diagnostics target
    > open a P2 ticket
    ? create_incident title
    > lower the priority
    ? update_priority priority
    """#
  )

  @Test("plain requests and gaps", arguments: plain)
  func plainHold(_ sentence: Sentence) {
    sentence.check()
  }
}
