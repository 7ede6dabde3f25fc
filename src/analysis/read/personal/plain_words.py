"""Words that are written with a capital and name nobody: of the work, of its offices, and of places."""

from analysis.declare.boroughs import BOROUGHS, OTHER_AREAS, OTHER_BOROUGHS

_WORK = """
    a abuse st abusive access accommodation across act action active activities activity actual adapted
    added additional adult adults advice adviser advisor advocacy advocate advocates after again age
    aged agencies agency agenda agreed aim all alliance allocated allocation alert also although am
    an analysis analyst and annual another any anti anyone appendix application approach appropriate
    april are area areas around as asked assessed assessment assessments assistant association at
    attached attendance attended attendees audit audits august authority autumn average away baby
    back background bank base based baseline be because been before behaviour being below best better
    between black blank block blocks board boards body book booked booking border both boys branch brief briefing
    british build building bulletin business but by cafe call called campaign can capacity care carer
    carers case cases cause caution census central centre centred centres chair challenge champion
    champions change changes chapter charity charities chart check checked checklist chief child
    childcare childhood children childrens choice christmas church circle city civil class clear
    client clients clinic clinical close closed closing club coach coaching code coercive college
    column combined come comment comments commission commissioned commissioner commissioning
    committee common community company complaint complaints complete completed complex comms concern
    concerns conference confidence confirmed connect consent consider consultant consultants
    consultation consultations contact contacts content context continued continuing control
    cooperation coordinator core corporate correct could council councillor councils count counts
    county course courses court courts covid coverage crime criminal crisis cross culture current
    customer cycle dads daily danger dash data database date dates day days deadline dear december
    decision declined dedicated deep definition definitions delayed delivered delivery dental
    department deputy design details detective develop development diary did different digital
    director directorate directory disability disclosure discussion discussions district division
    do document does domestic dooms down draft drive drop drug drugs due during duty each earlier
    early east eastern easter edge edition education eight eighteen either eleven email emergency
    emotional employment encompass end ended engage engagement england english enough enquiries
    enquiry entry equality error errors estimate estimated estimates evaluation evaluator evaluators
    even evening event events every everyone everything evidence example excel excluding executive
    existing expected experience expert extended external extra extract faculty failed families
    family father fathers february federation feedback feeling female few field fifteen fifth figure
    figures file final finally finance find findings fine first five flag flagged flow focus follow
    following food football for force foreign form formal former forms forum forward foster fostering
    foundation four fourteen fourth framework free freedom friday friends from front full fund
    funded funding further future futures gangs gateway gender general gentle get girls give given
    go goals good got government governance grant graph great greater green grey grooming ground
    group groups growing guardian guidance guide guidelines had half hall handover harm has have
    having he head heads health healthy hear hearing held help helped helpful helpline her here hi
    high him his history holiday holidays home homes honour hope hospital hospitals host hour hours
    house household housing how however hub hubs human hundred i identified if illness impact
    implementation improvement in incidence incident incidents include included includes including
    independent index indicator indicators individual induction information initial initiative
    inspection institute integrated intensive interim internal international intervention
    interventions into introduction investigation involved is issue issues it items its january
    job joined joint journey judge july june junction junior just justice keep key kids kind
    know knowledge known label lack language last late later launch law lead leaders leadership
    leading league learn learned learning leave led left legal legislation less lesson lessons let
    letter level levels liaison liberty library life light like line link linked list listen little
    live lives local locality location lockdown log london long look looked lost lots low lower lunch
    made magistrates main mainstream make male manage management manager managers many map mapping
    march mark marked matrix matters may maybe me mean means measure measures mediation medical
    meeting meetings member members memorandum men mental mentor mentoring merged message met method
    metropolitan mid might million minimum minister ministry minute minutes missing mixed model
    models module modules monday money month monthly months more morning most mother mothers move
    moved much multi mum mums must mutual my name national need needed needs neglect neighbourhood
    net network networks never new newly news newsletter next night nil nine nineteen no nobody
    non none normal north northern not note notes nothing notice notification november now number
    numbers nurse nurseries nursery nursing nurses observation october of off offender offenders
    offer offered office officer officers official officials often ok old on once one ongoing only
    open operation operational operations or order organisation organisations original other others
    our out outcome outcomes outreach outside outstanding over overall overview own owner pack page
    pages paper parent parental parenting parents part participants participation partner partners
    partnership partnerships party past pathway pathways pattern patterns pause people per
    performance period periods perpetrator perpetrators person personal perspective phase phone
    physical pilot pivot place placement places plan planned planning plans please plus pm point
    police policy pool poor population portal positive possible post posts power practice
    practitioner practitioners pre pregnancy premium previous primary principal principles prior
    priority prison private pro probably probation problem procedure proceedings process professional
    professionals profile proforma programme programmes progress project projects proper prosecution
    protected protection protective proud provided provider providers provision provisional public
    pupil pupils put qualified quality quarter quarterly quarters queries query question questions
    quick quite race raised rate rates rather raw re reach read reader reading really reason reasons
    received recent record recorded recording records recovery recruitment red reduced reference
    referral referrals referred reflective refuge refuges refugee region regional regular related
    relationship relationships released relevant religion remaining reply report reported reporting
    reports request requests required research residential resource resources respect response
    responses responsible restorative result results return returned returns reunification review
    reviewed reviews revised right rights risk risks road role roles room rota round row rows royal
    safe safeguarding safelives safer safety same sample saturday saw say scheme school schools
    score screened screening search season second secondary secretary section sector security see
    seen senior sent separate september series serious service services session sessions set seven
    seventeen several sexual share shared sharing she sheet sheets shelter short should show shows
    side signed signs similar since single sister sisters site situation six sixteen skills small
    smart so social society some someone sometimes somewhere soon sorry source south southern space
    speak special specialist specific spoke spreadsheet spring staff staffing stage standard standards
    stand standing start started state statement station statistical status statutory steering step
    steps still stop story strand strategic strategy street strength strengths strong structure
    student students study sub subject substance such suite summary summer sunday supervision
    supervisor support supported supporting survey surveys survivor survivors switch system systemic
    systems tab table tables take taken talk talking target targets task taught teacher teachers team
    teams technical teen teenagers tell template ten tenant term terms test thank thanks that the
    theirs them theme themes then theory therapeutic therapist therapy there these they thing think
    third thirteen this those though thought thoughts threat three threshold through thursday time
    timeline times title to today together told tomorrow too tool toolkit tools top topic total
    totals touch toward town track tracks trade trained trainee trainer trainers training transfer
    transformation transition trauma traumatic treatment trend triage trial troubled true trust
    tuesday tutor twelve twenty two type types unable unborn under understanding unit united units
    universal university unknown unless until up update updated upon urgent us use used useful user
    users using usual validated values various venue version very via victim victims video view
    village violence violent virtual virtually visit visits vision visitor voice voices volunteer
    volunteers vulnerable waiting walk want ward warm was watch way we website wednesday week weekly
    weeks welcome welfare well wellbeing were west western what when where whether which while white
    who whole why wide will willing window winter with within without witness women womens word words
    work worked worker workers workforce working works workshop workshops world worth would wrap
    write written yr yrs nr yr's year years yellow yes yet you young your youth zero zone zoom sexual neighbours
    families' womans woman man girl boy son daughter nan gran infant toddler twin twins sibling
    siblings partner husband wife ex bold grace excellent unfortunately quoted apart despite
    whilst unlike towards throughout alongside having hopefully generally overall sadly luckily
    perhaps instead meanwhile moreover therefore nevertheless often rarely usually always never
    compared counted excludes note nb ps fyi tbc tba hi hello dear regards kind thanks cheers
"""
_OFFICES = """
    action4 advance anawim asian aviva azeus barnardos beyond bi book cafcass camhs carefirst
    childline children's clares citizens claire's clare's cin cla cme co cpd cps cris cuckoo dahlia
    dapp data dbs dfe dhr duluth dv dva dvip eclipse ehcp ehm eventbrite excel facebook gdpr google
    gp hestia hmcts hmrc iapt icb idsva idva imkaan instagram iopt iris ivip jadu jigsaw jisc kingsley
    lac lado lapsus latin lbbd lbhf leeds ligature limesurvey linkedin liquidlogic lscp mandel mappa
    marac mash mencap met microsoft mind mopac mosaic moj msp nacro napac ncvo nhs nia nice nspcc
    nottingham nqsw nvivo office ofsted ons outlook oxford pdf powerpoint powerbi place2be qualtrics
    quarriers rag refuge relate relay respect rise rspca safelives samaritans sars sen senco send
    sendco sharepoint sharp signs skype snapshot solace southall spss stonewall strengthening sure
    surveymonkey tableau talk teams tess trello turning turtle twitter uk vawg voice wagn whatsapp
    womankind women's windows word xlsx youtube yot yjs zoom aim asb cse cce fgm hbv ncds mh sw swa
    asw aye bame bme lgbt lgbtq send sgo pre-birth ks1 ks2 q1 q2 q3 q4 fy ytd r12 sept oct nov dec
    jan feb mar apr jun jul aug mon tue tues wed thu thurs fri sat eid ramadan diwali hanukkah
    muslim christian christians jewish hindu sikh somali bengali turkish kurdish polish romanian
    arabic urdu punjabi tamil french spanish portuguese albanian nigerian ghanaian caribbean african
    european irish scottish welsh american asian indian pakistani bangladeshi chinese vietnamese roma
    gypsy traveller afghan afghanistan iraq iran syria ukraine ukrainian russia russian poland romania
    albania somalia nigeria ghana jamaica jamaican turkey pakistan bangladesh china europe africa
    america britain scotland wales covid-19 aspire daylight edan encompass phoenix ascent nelson
    answer answers archive backup clean cleaned copies copy download duplicates export exported
    filtered hidden key legend master original originals pivot removed scale sorted spare tab temp tidy
"""
# Parts of names of places in and around London; boroughs are declared.
_PLACES = """
    abbey acton addington aldgate alexandra alperton angel anerley archway arnos avondale balham
    bank barbican barkingside barnes barnsbury battersea bayswater beckenham beckton becontree
    belgravia bellingham belsize bermondsey bethnal bexleyheath blackfriars blackheath blackwall
    bloomsbury borough bounds bow brentford brixton brockley brompton brondesbury buckhurst bush
    camberwell canary canning canonbury catford chadwell chalk charing charlton cheam chelsea
    chigwell chingford chipping chislehurst chiswick church clapham clapton clerkenwell colindale
    collier collindale common covent cricklewood crouch crystal cubitt custom dagenham dalston
    debden denmark deptford docklands dollis dulwich earls earlsfield edgware edmonton elephant
    eltham emerson enfield epping essex euston farringdon feltham finchley finsbury fitzrovia
    forest fulham gants gate gidea gipsy golders grays greenford greenwich haggerston hainault
    hammersmith hampstead hampton hanger hanwell hanworth harlesden harlow harold haverstock
    hayes hendon herne hertfordshire heston highams highbury highgate hill hillingdon hillman
    holborn holloway homerton honor hornchurch hornsey hoxton ickenham ilford isle islington
    kennington kensal kensington kentish kenton kew kidbrooke kilburn kings kingsbury kingsland
    kingsway knightsbridge ladbroke lea lee leyton leytonstone limehouse liverpool loughton
    maida malden manor mare marylebone mayfair mile mill mitcham monument moorgate mortlake
    mottingham muswell neasden newbury newington nine norbiton northolt northwood norwood
    notting nunhead oakwood orpington osterley oval paddington palmers park parsons pancras
    peckham penge perivale pimlico pinner plaistow plashet plumstead ponders poplar preston
    primrose purfleet purley putney queens queensbury queensway rainham ravenscourt rayners
    regents romford rotherhithe ruislip rush sands seven shacklewell shepherds shoreditch
    sidcup silvertown sloane snaresbrook soho somers southbank southend southfields southgate
    southwold spitalfields squirrels stamford stanmore stanstead stepney stockwell stoke stonebridge
    stratford strawberry streatham sudbury surbiton sydenham teddington temple thames thamesmead
    tooting tottenham totteridge tulse turnham turnpike twickenham upminster upney upton uxbridge
    vauxhall victoria walthamstow walworth wandle wanstead wapping waterloo wealdstone welling
    wembley westbourne westminster weybridge whipps whitechapel whitehall willesden wimbledon
    winchmore wood woodberry woodford woodgrange woolwich yiewsley hertford surrey kent sussex
    birmingham manchester bristol cardiff norfolk suffolk devon cornwall thurrock medway slough
    luton reading watford lauriston broadway bishopsgate cheapside haringay valence heathway
    marks eastbury thames gascoigne goresbrook parsloes whalebone chadwell plaistow maryland
    ham city shepherd gospel oak swiss cottage mornington elms farm tufnell crofton hither bruce silver
    turkey harringay norbury selhurst tulse hindhead drayton kentish goodge warren russell tottenhale
    wallend manor maryon nags redhill croxley moor rickmansworth amersham chesham latimer dollis
    kilmorey hatton heathrow sudbury boston ravenscourt stamford acton northfields hounslow
    rosendale brent cross
    beauvoir brownswood cazenove clissold larkswood markhouse endlebury cathall edgwarebury
    underhill whetstone brunswick friern cann higham hoe highfield lakenham chatham wick
    leabridge haggerston stoke woodberry eastwood goresbrook mayesbrook parsloes beam alibon
    cranham elm hylands gooshays heaton aldborough clayhall fullwell mayfield roding wandsworth barnard lordship turnpike homerton stamford tottenhall queen victoria
"""
_DECLARED = " ".join([*(b.name for b in BOROUGHS), *OTHER_BOROUGHS, *OTHER_AREAS]).lower()
PLACES = frozenset([*_PLACES.split(), *_DECLARED.split()])
PLAIN = frozenset([*_WORK.split(), *_OFFICES.split()]) | PLACES
# What follows a forename where a place, a law or a trust is named after somebody.
_AFTER_TEXT = """
    academy cafe avenue awards bequest charity estate fund institute rule bridge building buildings campus cathedral centre chapel children's church
    clinic close college common court crescent day drive estate field fields foundation garden
    gardens gate green grove hall heath hill hospice hospital hotel house hub infirmary inquiry
    junction lane law lecture library line lodge mansions market memorial mews nursery palace
    parade park partnership place plaza point primary prison programme project report review road
    room row school secondary square station street suite surgery team terrace theatre tower trust
    unit university village ward way wharf wing wood works
"""
AFTER = frozenset(_AFTER_TEXT.split())
# Bodies, inquiries and books of the field that bear the name of a person.
BODIES = (
    "anna freud|joseph rowntree|henry smith|robin hood|daisy chain|esm[eé]e fairbairn|john lyon"
    "|paul hamlyn|victoria climbi[eé]|stephen lawrence|lord laming|eileen munro|david mandel"
    "|evan stark|ellen pence|michael johnson|martha's rule|jordan's principle|william morris"
    "|daniel pelka|sara sharif|star hobson|arthur labinjo-hughes|peter connelly|ben kinsella"
    "|damilola taylor|jimmy savile|king george|king edward"
).split("|")
BEFORE = frozenset("st saint queen king prince princess lady lord duke great little".split())
