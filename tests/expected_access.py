"""Who may reach what, written down a second time, by hand, away from the code.

One line per address: route, methods, who. A star means: also objects of every other
province; without one, other people's objects answer 404. `role/GET` may only look: the
address lets the role in, the act itself answers 403. `everyone` needs no account,
`account` any account that may sign in.
"""

EXPECTED = """
web:home                      GET       everyone
web:alive                     GET       everyone
web:ready                     GET       everyone
web:language                  POST      everyone
web:desk                      GET       account admin* ministry_officer*
web:story_alike               GET       producer commune_officer commune_leader province_officer province_leader
ui:gallery                    GET       everyone
files:file                    GET       everyone
files:page                    GET       everyone
files:photo                   GET       everyone
files:small_photo             GET       everyone
files:uploads                 OPTIONS POST  account
files:upload                  HEAD PATCH DELETE  account
market:catalogue              GET       everyone
market:product                GET       everyone
market:product_named          GET       everyone
stamps:lookup                 GET       everyone
stamps:truth                  GET       everyone
stamps:truth_slash            GET       everyone
stamps:qr_svg                 GET       everyone
stamps:qr_png                 GET       everyone
tasks:job                     GET       account
notifications:list            GET       account
notifications:read            POST      account
notifications:read_all        POST      account
notifications:choices         GET POST  account
notifications:texts           GET       admin*
notifications:text            GET POST  admin*
notifications:drop_text       POST      admin*

people:sign_in                GET POST  everyone
people:sign_out               POST      everyone
people:register               GET POST  everyone
people:forgotten              GET POST  everyone
people:reset                  GET POST  everyone
people:code                   GET POST  everyone
people:invitation             GET POST  everyone
people:account                GET POST  account
people:password               GET POST  account
people:consent                POST      account
people:communes               GET       account
people:new_producer           GET POST  account
people:producers              GET       producer commune_officer commune_leader province_officer province_leader
people:producer               GET       producer commune_officer commune_leader province_officer province_leader
people:reveal                 POST      producer commune_officer commune_leader province_officer province_leader
people:edit_producer          GET POST  producer
people:members                GET       producer
people:invite                 POST      producer
people:cancel_invitation      POST      producer
people:remove_member          POST      producer
people:helping                GET       account
people:ask_to_help            GET POST  commune_officer province_officer advisory_member
people:mandate                GET       account
people:signed_consent         GET       account
people:agree                  POST      account
people:agree_on_paper         POST      account
people:agree_by_code          POST      account
people:end_mandate            POST      account
people:helped                 GET       commune_officer province_officer admin*
people:issue_code             GET POST  commune_officer province_officer admin*
people:users                  GET       province_officer admin*
people:new_user               GET POST  province_officer admin*
people:user                   GET       province_officer admin*
people:assign                 POST      province_officer admin*
people:end_assignment         POST      province_officer admin*
people:suspend                POST      province_officer admin*
people:reinstate              POST      province_officer admin*

products:mine                 GET       producer
products:sets                 GET       producer
products:new                  GET POST  producer
products:product              GET       producer
products:edit                 GET POST  producer
products:photos               POST      producer
products:remove_photo         POST      producer
products:story                GET       producer
products:passage              GET POST  producer
products:story_preview        POST      producer
products:story_photos         POST      producer
products:story_paper          GET       producer
products:sites_kept           GET       producer
products:new_site             GET POST  producer
products:edit_site            GET POST  producer
products:close_site           POST      producer
dossiers:read_paper           GET       producer

dossiers:mine                 GET       producer
dossiers:of_product           GET POST  producer
dossiers:step                 GET POST  producer
dossiers:ticks                GET POST  producer
dossiers:tally                POST      producer
dossiers:library              GET       producer
dossiers:kept_paper           GET       producer
dossiers:correct_paper        GET POST  producer
dossiers:replace_paper        GET POST  producer
dossiers:inbox                GET POST  producer
dossiers:send_files           POST      producer
dossiers:arrived_file         GET       producer
dossiers:join_photos          GET POST  producer
dossiers:papers               GET POST  producer
dossiers:place_paper          GET POST  producer
dossiers:take_out_paper       POST      producer
dossiers:missing              GET       producer
dossiers:carried              GET       producer
dossiers:review               GET POST  producer
dossiers:withdraw             GET POST  producer
dossiers:planner              GET POST  producer
dossiers:dossier              GET       producer commune_officer commune_leader province_officer province_leader advisory_member ministry_officer*
dossiers:draft_form           GET       producer
dossiers:forms                GET       producer commune_officer commune_leader province_officer province_leader advisory_member ministry_officer*
dossiers:draw_up              POST      producer commune_officer commune_leader province_officer province_leader advisory_member ministry_officer*
dossiers:receipt              GET       producer commune_officer commune_leader province_officer province_leader advisory_member ministry_officer*
dossiers:handed_in            GET       producer commune_officer commune_leader province_officer province_leader advisory_member ministry_officer*
dossiers:paper_file           GET       producer commune_officer commune_leader province_officer province_leader advisory_member ministry_officer*
dossiers:use_story            POST      producer
dossiers:bound_copy           GET POST  producer commune_officer commune_leader province_officer province_leader advisory_member ministry_officer*
dossiers:bound_file           GET       producer commune_officer commune_leader province_officer province_leader advisory_member ministry_officer*
dossiers:answers              GET POST  producer
dossiers:notes                GET POST  producer commune_officer commune_leader province_officer province_leader
dossiers:settle_notes         POST      producer commune_officer commune_leader province_officer province_leader
dossiers:reopen_notes         POST      producer commune_officer commune_leader province_officer province_leader
dossiers:history              GET       producer commune_officer commune_leader province_officer province_leader
dossiers:compare              GET       producer commune_officer commune_leader province_officer province_leader advisory_member ministry_officer*
dossiers:commune_list         GET       commune_officer commune_leader
dossiers:commune_dossier      GET       commune_officer commune_leader
dossiers:commune_to_sign      GET       commune_leader
dossiers:commune_take_in      POST      commune_officer
dossiers:commune_check_list   GET POST  commune_officer
dossiers:commune_save_checks  POST      commune_officer
dossiers:commune_criteria     GET POST  commune_officer
dossiers:commune_save_criteria POST     commune_officer
dossiers:commune_points       GET POST  commune_officer
dossiers:commune_return       GET POST  commune_officer
dossiers:commune_report       GET POST  commune_officer
dossiers:commune_save_report  POST      commune_officer
dossiers:commune_propose_report POST    commune_officer
dossiers:commune_sign         GET POST  commune_leader
dossiers:commune_send_back    POST      commune_leader
dossiers:commune_forward      POST      commune_officer commune_leader
dossiers:commune_draw_up      POST      commune_officer commune_leader
dossiers:province_list        GET       province_officer province_leader
dossiers:province_costs       GET POST  province_officer
dossiers:province_reset_cost  POST      province_officer
dossiers:province_dossier     GET       province_officer province_leader
dossiers:province_receive     POST      province_officer
dossiers:province_check_list  GET POST  province_officer
dossiers:province_save_checks POST      province_officer
dossiers:province_criteria    GET POST  province_officer
dossiers:province_save_criteria POST    province_officer
dossiers:province_points      GET POST  province_officer
dossiers:province_return      GET POST  province_officer
dossiers:province_hand_over   POST      province_officer
dossiers:ministry_overview    GET       ministry_officer*

evaluation:appraisals         GET       province_officer advisory_member
evaluation:appraisal          GET POST  province_officer/GET advisory_member
evaluation:appraisal_save     POST      advisory_member
evaluation:appraisal_tally    GET       advisory_member
evaluation:appraisal_submit   POST      advisory_member
evaluation:rounds             GET       province_officer province_leader
evaluation:round_new          GET POST  province_officer
evaluation:round              GET       province_officer province_leader
evaluation:round_edit         GET POST  province_officer
evaluation:councils           GET       province_officer province_leader
evaluation:council_new        GET POST  province_officer
evaluation:council            GET       province_officer province_leader
evaluation:seat               POST      province_officer
evaluation:unseat             POST      province_officer
evaluation:session_new        GET POST  province_officer
evaluation:sessions           GET       province_officer province_leader council_chair council_secretary council_member ministry_officer*
evaluation:session            GET       province_officer council_chair council_secretary
evaluation:move               GET POST  province_officer council_chair council_secretary
evaluation:agenda             POST      province_officer council_chair council_secretary
evaluation:invite             POST      province_officer council_chair council_secretary
evaluation:open               POST      council_chair council_secretary
evaluation:presence           POST      council_chair council_secretary
evaluation:remind             POST      council_chair council_secretary
evaluation:close              POST      council_chair council_secretary
evaluation:rescore            POST      council_chair
evaluation:discussion         POST      council_chair
evaluation:conclude           POST      council_chair council_secretary
evaluation:minutes            POST      province_officer council_chair council_secretary
evaluation:results            GET       province_officer province_leader council_chair council_secretary council_member ministry_officer*
evaluation:outcome            GET       producer commune_officer commune_leader province_officer province_leader
evaluation:paper              GET       province_officer advisory_member council_chair council_member
evaluation:compare            GET       province_officer advisory_member council_chair council_member
evaluation:bound_copy         GET POST  province_officer advisory_member council_chair council_member
evaluation:bound_file         GET       province_officer advisory_member council_chair council_member
evaluation:sheets             GET       council_chair council_member
evaluation:sheet              GET POST  council_chair council_member
evaluation:sheet_save         POST      council_chair council_member
evaluation:sheet_submit       POST      council_chair council_member
evaluation:sheet_revise       POST      council_chair council_member
evaluation:tally              GET       council_chair council_member
evaluation:recusal            GET POST  council_chair council_member

certificates:again            GET POST  producer
certificates:list             GET       producer commune_officer commune_leader province_officer province_leader council_chair council_secretary council_member ministry_officer*
certificates:certificate      GET       producer commune_officer commune_leader province_officer province_leader council_chair council_secretary council_member ministry_officer*
certificates:decisions        GET       province_officer province_leader
certificates:decision         GET       province_officer province_leader
certificates:draft            POST      province_officer
certificates:sign             POST      province_leader
certificates:extend           GET POST  province_officer
certificates:revoke           GET POST  province_leader
papers:paper                  GET       commune_officer commune_leader province_officer province_leader council_chair council_secretary ministry_officer*
papers:templates              GET       province_officer ministry_officer
papers:template               GET POST  province_officer* ministry_officer*
papers:template_fields        GET       province_officer* ministry_officer*
papers:template_default       GET       province_officer* ministry_officer*
papers:template_sample        GET       province_officer ministry_officer*
papers:use_template           POST      province_officer ministry_officer*
papers:use_default            POST      province_officer* ministry_officer*
"""  # noqa: E501
