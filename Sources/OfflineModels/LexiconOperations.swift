/// The vocabulary of operations: what a word or phrase is about, and how much it tells.
///
/// A line is `concept strength: words`; a phrase has `_` between its words. Tools are tied to
/// concepts by their descriptions, never here.
enum LexiconOperations {
  static let actions = """
    restart 3: restart reboot bounce kick recycle relaunch reload restarting power_cycle powercycle \
    cycle respawn rebounce start_again turn_off_and_on off_and_on_again start_over start_afresh \
    fresh_start hup sighup
    log 2.6: log logs logfile journal logline stacktrace stack_trace logging syslog
    tail 1.6: tail trace line entry output
    diagnose 2.6: diagnostic diag diagnose diagnosis health healthcheck healthy unhealthy probe \
    self_test selftest troubleshoot health_check checkup vitals
    check 1.3: check test verify examine inspect ping checking chk pulse
    view 0.4: could_i_see tell_me tell_us remind_me show view see display give_me get fetch dump print present read show_me bring_up grab \
    let_me_see lemme gimme provide retrieve pull access
    sign_in 0.1: can_log_in cannot_log_in can_not_log_in not_log_in to_log_in still_log_in \
    users_log_in customers_log_in people_log_in everyone_log_in could_log_in able_to_log_in \
    can_log_on can_not_log_on to_log_on log_in_again log_back_in log_everyone_out log_out
    detail 1.5: compare everything_about everything_on all_about more_about more_on detail deets info information overview particulars summary specifics full_picture \
    facts
    situation 2.4: what_do_we_know_so_far what_do_we_know_about_this what_do_we_know_by_now where_do_things_stand how_are_things how_is_it_going \
    how_are_we_doing what_is_known what_is_the_status whats_the_status current_status status_report \
    update_me any_news news eta lowdown any_update any_updates scoop whats_new what_is_new what_is_the_news latest_news how_bad how_serious how_severe what_is_happening_with sitrep story situation rundown briefing whats_up what_is_up what_is_going_on \
    what_is_happening state status_update where_do_we_stand whats_happening whats_going_on \
    up_to_speed where_are_we what_is_the_deal whats_the_latest latest_on what_is_the_latest \
    what_happened bring_me_up_to_date brief_me catch_me_up background_on
    incident 1.0: incident inc ticket issue outage problem bug
    create 1.5: create open file raise_a raise_an raise_another raise_new raise_some declare report register spin_up split_off start_a start_an begin_an make_a \
    record write_up log_a log_an set_up kick_off open_up make_an log_this submit
    new 1.0: new separate further second another additional follow-up
    priority 2.4: reprioritise reprioritize priority prio severity sev urgency
    assign_value 0.6: set change make put move mark switch update turn flip adjust modify \
    reclassify classify
    raise 1.3: reprioritise reprioritize raise escalate bump upgrade increase lower downgrade drop reduce deescalate \
    de_escalate knock lift push demote promote dial
    status 1.0: status
    update 0.8: update refresh record
    business 1.4: business
    impact 1.0: impact effect
    revenue 2.2: revenue sales turnover arr_at_risk revenue_at_risk at_risk exposure
    allocate 2.4: allocate assign provision allot dedicate
    supply 1.0: add give throw scale spin_up need get send bring hand deploy more extra require \
    put want boost attach scale_up_by increase_by mobilise mobilize request additional
    resource 2.0: resource resourcing capacity headroom
    list 0.8: list listing names enumerate export
    who 0.5: who whom which
    customer 1.0: customer client account user subscriber tenant
    affected 1.5: affected impacted hit touched touch hurt suffering affect harmed victim concerned
    approve 2.8: thumbs_up go_ahead_and_spend rubberstamp approve authorize authorise sign_off greenlight green_light ok_to_spend okay_to_spend \
    fund release_funds clear_the approval sanction sign_off_on signoff okay_the give_the_nod \
    rubber_stamp release
    spend 1.6: spend spending budget expense expenditure money funds fund outlay purchase
    cost 2.4: in_the_red out_of_pocket money_lost cost costing price damage burn lose losing loss financial expensive bill $$ \
    money_are_we owe owed sla_credit service_credit how_much_money financially bleed bleeding monetary burn_rate price_tag
    calculate 1.2: calculate compute_the estimate work_out figure_out quantify project forecast run
    notify 2.6: send_an_update_to send_update_to post_an_update_for notify inform tell announce broadcast let_know message send_out communicate \
    notification announcement reach_out give_a_heads_up heads_up write_to notice alert \
    send_a_message send_a_note drop_a_line update_the_customers contact_all reassure apologise_to \
    apologize_to advise publish
    deliver 1.4: shoot send post
    account_facts 2.4: plan contract contact account_manager renewal arr mrr pay subscription tier \
    sla_tier contact_person point_of_contact account_details customer_record customer_file profile \
    how_much_do_they_pay account_owner customer_info
    look_up 1.6: look_up lookup find pull_up search_for check_out dig_up
    """

  /// Words for the values that choice parameters have.
  static let values = """
    P1: critical severity_critical top_priority highest_priority highest
    P2: high
    P3: medium moderate normal
    P4: low lowest minor trivial
    debug: debugging verbose
    info: informational information_level info_level
    warn: warning warnings warn
    error: error errors err errs failure_level
    compute: node server vm core cpu machine instance compute_node vcpu worker_node box pod \
    virtual_machine host compute computing
    storage: disk gb tb gigabyte terabyte gig tera gib tib ssd disk_space volume gigs space storage
    bandwidth: mbps gbps mbit gbit pipe network_capacity mbits gbits throughput megabit gigabit \
    bandwidth
    staff: people engineer agent person developer responder contractor admin dba sre staff \
    operator technician support_agent support_staff specialist colleague hand headcount \
    support_engineer helper analyst teammate on_call_engineer sres dbas folks heads
    enterprise: enterprise key_account big_account key_customer big_customer large_account \
    enterprise_customer large_customer key_client big_client major_account corporate strategic_account \
    premium_account enterprise_tier big_ones
    smb: smb small_business small_and_medium small_business_customer small_company small_businesses \
    mid_market small_customer small_account sme smbs smes small_firms small_medium_business
    free: free free_tier free_plan freemium free_user free_customer free_accounts
    all: every_segment everyone everybody all_segments all_customers every_customer every_affected
    email: email mail e_mail emails mails
    sms: sms text text_message txt texts
    status_page: status_page statuspage post_publicly public_status_page status_site page post \
    status_website
    open: reopen open
    investigating: investigating investigation investigate under_investigation
    identified: identified root_cause_found cause_found identify cause_identified
    monitoring: monitoring monitor watching fix_is_out fix_deployed watch observing under_observation
    resolved: resolved resolve fixed solved solve resolution
    closed: closed close close_out shut closing
    network: network networking connectivity net latency_check
    database: database db
    cache: cache caching
    api: api endpoint
    """
}
