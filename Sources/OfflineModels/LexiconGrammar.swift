/// The words that steer a sentence, rather than say what it is about.
enum LexiconGrammar {
  static let particles = """
    #not: not dont never without no cannot nor cant nope neither wont none aint nobody
    #stop: take_back cancel forget skip avoid refrain abort hold_off hold_off_on hold_on_with leave_alone \
    no_need_to decline reject refuse deny withdraw revoke stop nevermind never_mind scrap veto \
    rather_not leave_it leave_that turn_down hold_back drop_it scratch no_thanks disregard ignore \
    hands_off forget_it dont_bother hold_it hold_fire not_yet_ready oppose postpone drop_that \
    let_it_be hold_the
    #alone: alone as_is as_it_is as_they_are unchanged untouched as_it_stands
    #if: if unless in_case provided should_it assuming whenever once when as_soon_as until only_if \
    in_the_event_that
    #polite_if: if_you_were_to if_you_were_so if_you_would_be if_someone_could if_somebody_could if_i_could if_you_might if_it_were_possible if_we_could if_you_can if_possible if_you_do_not_mind if_you_dont_mind if_you_please unless_you_object \
    if_you_are_there if_that_is_ok if_that_is_okay if_it_is_ok if_you_would if_you_could if_you_like \
    if_you_have_a_moment if_you_get_a_chance if_i_may if_you_may when_you_can when_you_get_a_chance \
    when_you_have_a_moment when_you_have_time if_you_have_time when_possible if_thats_ok unless_you_mind \
    if_not_too_much_trouble if_it_is_not_too_much_trouble when_you_are_ready if_convenient \
    if_you_will when_ready once_you_can if_you_would_be_so_kind
    #polite: might_you_be_able would_you_be_able will_you_be_able could_you_be_able with_your_permission are_you_able be_able_to if_permitted would_it_be_possible may_i_ask might_i_ask could_i_ask can_i_ask can_i_get can_i_have \
    could_i_get could_i_have may_i_have might_i_trouble may_i_trouble would_it_be_ok would_it_be_okay \
    could_i_trouble can_we_get can_we_have could_we_get could_we_have may_i_request might_i_request \
    would_it_be_too_much would_it_be_alright could_i_please can_i_please may_i_please i_was_wondering_if_you \
    i_wonder_if_you could_we_please can_we_please wondering_if_you could_i_see could_i_bother i_would_like_to_ask
    #meanwhile: for_now meanwhile in_the_meantime right_now until_then first otherwise_just
    #suppose: should_we should_i what_if what_would_happen suppose imagine hypothetically would_it \
    in_theory is_it_a_good_idea do_you_think is_it_worth is_it_better would_we \
    what_happens_if what_happens_when let_us_say say_we would_you_recommend would_restarting \
    had_we if_we_had supposing were_we_to is_it_wise is_it_safe do_you_recommend thinking_about \
    thinking_of shall_we is_it_time_to would_i might_we considering wondering_whether is_it_sensible \
    wondering_if would_restart will_it would_adding does_it_make_sense would_it_help i_wonder \
    what_would_we if_i_were do_we_need_to do_i_need_to must_we ought_we should_one is_it_necessary \
    might_need_to might_have_to may_have_to may_need_to would_approving would_notifying
    #sorry: or_rather or_better sorry wait i_mean scratch_that correction make_that strike_that oops er actually \
    on_second_thought i_meant no_wait erm hang_on my_mistake i_said nah whoops sry hmm apologies
    #instead: instead instead_of rather_than in_place_of
    #past_aux: was were has had have been got did
    #report: fyi yesterday last_night earlier_today already just_finished took last_week this_morning \
    for_your_information for_the_record an_hour_ago ago last_month went_fine went_well \
    was_successful last_time about_to i_will we_will going_to i_plan_to we_plan_to
    #says: wrote said say read show contain claim state ask write mention quote got receive reply ask_us \
    paste comment
    #document: ticket mail email log line message note pdf page comment customer vendor chat post \
    invoice document runbook wiki alert banner ceo boss somebody someone he she they slack attachment \
    body subject caller attacker request real
    #pronoun: it that this them they there same those one its their him her these thing ones
    #same: same again also likewise too ditto repeat once_more one_more_time as_well once_again \
    same_thing the_same same_again redo re_run rerun
    #yes: yes yeah yep sure ok okay go_ahead do_it please_do y yup confirmed confirm absolutely \
    of_course proceed sounds_good go_for_it affirmative definitely fine correct right make_it_so \
    by_all_means yes_please agreed please_proceed alright aye ja oui si sim claro vale d_accord \
    bien_sur certo natuurlijk tak evet hai
    #then: then afterwards next after_that finally followed_by lastly subsequently and_then \
    thereafter after_which
    #also: also plus and additionally as_well_as along_with furthermore moreover besides in_addition \
    n
    #but: but however
    #because: because since due_to as_it as_they as_we as_users as_customers because_of given owing_to so_that on_account_of seeing_that cause \
    bc cuz coz
    #about: about regarding concerning re
    #for: for to on towards purpose covering
    #that: that saying say with_the_message reading with_the_text
    #each: each both either every
    #wish: find_below find_attached find_enclosed please_find apologies_for sorry_for sorry_to apologise_for apologize_for my_apologies i_hope_this i_hope_you_are i_hope_all hope_this hope_you_are hope_all i_trust_this i_trust_you
    #hello: hello hi hey good_morning good_evening good_afternoon greetings howdy yo hiya morning \
    hallo bonjour hola ciao ola salut moin guten_tag guten_morgen buongiorno buenos_dias bom_dia \
    goedemorgen
    #thanks: thank thanks thank_you thx cheers ta danke gracias merci grazie obrigado obrigada bedankt \
    dank_u appreciate great nice perfect awesome good_job well_done much_appreciated ty tyvm kudos \
    good_work excellent brilliant wonderful
    #may: who_pays do_you_need have_access has_access access_to who_decides can_i may_i am_i_allowed who_can who_may who_is_allowed which_role what_can_i what_am_i \
    what_can_you do_i_have_permission do_i_have_access permission allowed is_ops_allowed am_i_permitted \
    what_are_my what_may_i which_permission who_has who_approves what_do_i_have_access_to \
    am_i_able which_team who_is_responsible who_is_permitted authorized_to authorised_to my_rights \
    may_i_even can_ops can_finance can_it can_csm can_csms could_i am_i_entitled can_you_even \
    who_else entitled who_is_able may_we may_ops may_finance what_else_can who_gets_to do_i_get_to \
    whose_job are_we_allowed am_i_authorized am_i_authorised can_anyone can_everyone what_role \
    who_is_authorized who_is_authorised is_allowed_to has_access_to access_rights my_role my_permissions
    #tool: tool command function parameter argument feature capability option
    #means: mean definition define explain stand_for difference_between difference meaning what_is_a \
    what_is_an stands_for whats_a glossary terminology
    #how_to: how_do_i how_do_you how_does how_can_i how_would_i how_to how_do_we how_should_i
    #up: one_level_up up_one_level one_up up_a_level one_higher one_notch_up one_level_higher up_a_notch \
    up_one a_notch_higher one_step_up a_level_higher up_by_one one_priority_up one_level_more \
    one_notch_higher raise_one_level raise_it_one
    #down: one_level_down down_one_level one_down down_a_level one_lower one_notch_down down_a_notch \
    one_level_lower down_one a_notch_lower one_step_down a_level_lower down_by_one one_notch_lower
    #last: last latest newest recent most_recent top final limit
    #want: want need would_like please kindly let_us
    #called: called titled named title call_it name_it call entitled
    """

  /// Words that are right as they stand, so that no typo is seen in them.
  static let common = """
    the a an and or of to in on at by for with from up down out off over under into onto about after \
    before during between through as is are was were be been being am do does did done have has had \
    having will would shall should can could may might must i you he she it we they me him her us them \
    my your his its our their mine yours this that these those here there who whom which what when \
    where why how all any both each few more most other some such no nor not only own same so than too \
    very just now then once again ever never always often still yet also back even well much many lot \
    good bad better best worse worst big small large long short high low old new first second third \
    last next early late right left near far same different real true false sure maybe please thanks \
    go goes going gone went come came coming get gets got getting give gives gave given take takes took \
    taken make makes made making see saw seen look looks looked looking find found use used using work \
    works worked working call calls called calling try tried trying ask asked asking need needs needed \
    feel felt become leave left put puts mean means meant keep kept let lets begin began seem seemed \
    help helps helped talk talks turn turns start starts show shows hear heard play run runs ran move \
    live believe hold bring happen happened happening write wrote written sit stand lose lost pay paid \
    meet met include set learn change lead led understand watch follow stop create speak spend grow \
    open walk win teach offer remember consider appear buy wait serve die send sent expect build stay \
    fall cut reach kill remain time times year day days week weeks month months hour hours minute \
    minutes second seconds today tomorrow yesterday tonight morning evening afternoon night noon man \
    woman people thing things way case point number part place side fact hand eye head house side home \
    team group company system program question government night point water room mother area money \
    story fact lot study book word words issue side kind four five six seven eight nine ten one two \
    three another however while until because since although though whether without within against \
    around across along behind beyond except toward upon via per plus minus minus versus etc okay ok \
    yes yeah nope hi hello hey dear sir madam team folks guys everyone anyone someone nobody nothing \
    something anything everything card cart page pages port ports host cast cash costs lots loss list \
    lists lost past post test text tests next mail main name names note notes node late rate rates date \
    dates data side site size slow show down town load loads road read ready lead line lines like fine \
    file files fire hire here were where there three tree free fee feed food foot form from firm film \
    full fill fail fails failed failing fall tall tell told cold gold hold sold bold both bath path \
    math match watch march patch batch search reach teach beach coach touch much such lunch launch \
    branch french bench weather whether leather rather father mother brother pizza coffee weekend \
    joke jokes poem song movie music email customers vendor vendors payment payments charge charges \
    refund refunds invoice invoices credit credits contract contracts legal press marketing sales \
    launch release deploy deployed deployment rollback version code branch build pipeline merge repo \
    cluster clusters replica replicas shard index indexes query queries timeout timeouts latency spike \
    spikes traffic request requests response responses error errors message messages queue consumer \
    login logins password passwords token tokens session sessions certificate certificates domain \
    firewall router routers switch cable rack racks power cooling region regions zone zones backup \
    backups restore snapshot volume disk memory leak crash crashed crashes hang hangs stuck frozen \
    burning going taking lasted lasting total figure committee quarterly risk regional leads platform \
    least option session workers appear deadlocked agreed discussing rolling kind ahead many advance \
    image images delivery degraded delay delays delayed duplicate underway progress stable sorry \
    experiencing intermittent brief briefly several whole half quarter double triple unit units \
    overtime overage consultants consultant hardware software license licence licenses licences \
    temporary emergency standby spare extra additional current currently previous previously average \
    spit emit longer shorter total totals peak fully partly mostly nearly roughly approximately around exactly
    """
}
