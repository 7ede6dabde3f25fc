"""Forenames and surnames that are common in England, and in London, and which of them are words too."""

_FORENAMES = """
    aadam aaliyah aamir aarav aaron aasiya abbas abbey abbie abby abdi abdikarim abdinasir
    abdirahman abdirizak abdul abdullah abdullahi abena abeo abi abigail abiola abosede abraham
    abu ada adaeze adam adama adaobi ade adebayo adele adeola adetokunbo adil aditi aditya adrian
    adwoa afework afia afsaneh afua agnes agnieszka ahmad ahmadullah ahmed aidan aiden aigul
    aileen aimee aisha aishah aisling aiysha ajay ajok akash akeem akosua akua alan alana alannah
    alasdair alastair albert alec alejandra alejandro aleksandar aleksander aleksandra alessia
    alex alexa alexander alexandra alexandru alexia alexis alfie alfred ali alia alice alicia
    alina alisha alison alistair aliya allan allison alma almaz alyssa amal amanda amani amanuel
    amar amara amarachi amarjit amarpreet ameera amelia amelie amina aminah aminata amir amira
    amit amna amrit amrita amy ana anahita anais anan ananya anastasia anders andre andrea andreea
    andrei andrew andrzej andy anees aneesa ange angela angelina angus anh anika anil anisa anisha
    anita anjali anjum ann anna annabel annabelle annalise anne annette annie annika anoushka
    anthony antoinette anton antonia antonio anu anwen anya aoife araba arabella aram arash arben
    archie ardita arezoo arham ari aria ariana arjun arlind armaan armando arnold aron arslan arta
    artem arthur arun arwa arwen asad asha ashanti asher ashleigh ashley ashok asif asiya asma
    asmerom aster astrid asuka athena atiya aubrey audrey augusta aurel aurelia aurora ava avni
    awet axel ayaan ayan ayanna ayesha aylin ayo ayodele ayomide ayse ayub aziz aziza azra babak
    babatunde babs bahar bala balbir bao barbara barney barry bartholomew bartosz bashir basil
    beata beatrice beatrix becky behrouz bella ben benedict benjamin berhane berivan bernadette
    bernard bernice bertie besa besnik beth bethan bethany betty beverley beyza bhavna bianca
    bilal biljana billie billy bilqis biniam binta birgit biruk blanca blerim blessing bob bobby
    bogdan bojan bolanle boris brad bradley brandon branislav breanna brenda brendan brian briana
    bridget bronte bronwyn bruce bruno bryan bryony bukola burak burcu byron caitlin caleb callie
    callum calum calvin cameron camilla camille can caoimhe cara carina carl carla carlos carly
    carmel carmen carol carole caroline carolyn carrie cassandra cassie caterina catherine cathy
    cecilia cedric celeste celia celine cem cerys chanda chanel chanelle chantal chantelle
    charlene charles charlie charlotte charmaine chau chelsea cheng cherie cheryl chi chiamaka
    chiara chidera chidi chijioke chinedu chinwe chioma chloe chris chrissie christian christiana
    christina christine christopher chukwudi chukwuebuka chukwuemeka ciara ciaran cillian clara
    clare clarissa claude claudia claudio clement clementine clifford clive cody colette colin
    colleen connie connor conor constance cora corey corinne cormac cosmin courtney craig cristian
    cristina csilla curtis cynthia cyrus dagmar daisy daiva dalia damian damien damilare damilola
    dan dana danesh daniel daniela daniella danielle danijel danny danuta daphne darcey darcy
    daria dariga darius dariusz darnell darren dashiell dave david davina dawid dawit dawud dean
    deanna debbie debora deborah declan deepa deepak deidre delia delilah delroy demetrius demi
    denise deniz dennis denzel deqa derek derrick desmond destiny devante devon dexter dhruv diana
    diane dido diego dilan dillon dilnoza dilys dimitar dimitri dina dinah dion dionne divya
    djamila dmitri dmytro doina dolores dominic dominik dominika donald donna donovan dora doreen
    doris dorota dorothy doug douglas dragos drita dritan duaa duc duncan dunya durga dusan dwayne
    dylan ebele ebony ebrima ebru eddie eden edita edith edmund edna eduardo edward edwin efe efua
    egle ehsan eileen ejike ekaterina ekene ekua elaine eleanor elena eleni elham eli elias elif
    elijah elin eliot elira elisa elisabeth elise elisha eliza elizabeth ella elle ellen ellie
    elliot elliott ellis elnaz elodie elona elsa elsie elton elvira elvis emeka emilia emily emine
    emma emmanuel emmeline emre eniola enkela enrique enzo eoin eren eric erica erik erika erin
    ermias ermira ernest esha esme esmeralda esosa esra estelle esther eszter ethan ethel etta
    eugene eugenia eunice eva evan evangeline eve evelyn ewa ewan eyob ezekiel ezra fabian fabio
    fadumo fahad faisal faiza fanta farah farai fardowsa farhad farhan farida faridah farzad
    farzana farzaneh fatema fatima fatjon fatlum fatmata fatou fatoumata fatoumatta fatuma faye
    fearne federico felicia felicity felix femi fenella fergus fernanda fernando feven ffion
    fikret filip filiz fiona fionn flora florence florin flutura folake folasade frances francesca
    francesco francis francisco frankie fraser fred freddie frederick freweini freya funmi gabor
    gabriel gabriela gabriella gabrielle gareth gary gavin gelila gemma genet geoff geoffrey
    george georgia georgiana georgie georgina geraint gerald geraldine gerard gertrude getachew
    gethin ghulam gianna gideon gift gilbert giles gillian gina ginika ginny giorgos giovanni
    girma gisele gita gladys glenda glenn gloria gloriana godfrey godwin golnaz gordon graeme
    graham grainne greg gregory greta griffin grzegorz guillermo gulsen gulshan gurdeep gurleen
    gurpreet gurvinder gus gustavo guy gwen gwendolyn gwyneth haben habib habiba habtom hadiya hae
    hafsa haider hailu hajra hakan hakeem hal hala halima hamdi hamid hamida hamish hamza hana
    hanad hanan hani hania hanna hannah harinder haris harjit harleen harley harmony harold haroon
    harpreet harriet harrison harry harsh haruna harvey harvir hasan haseeb hashim hassan hatice
    hattie hawa hawraa hayden hayley hazel heather heba hector heidi helen helena helga helin
    henrietta henry herbert hermione hettie hevin hiba hilary hilda hiroshi hoang hodan holly
    horace howard hubert hugh hugo humaira humphrey husna hussain hussein hyacinth hyun iain ian
    ibrahim ibukun idil idris ife ifeanyi ifeoma ifrah iga ignacio igor ikechukwu ikram ilhan ilir
    ilona ilyas ilze iman imani imelda imogen imran ina inaaya inaya india indira ines ingrid
    ingrida ioana iona ionela ionut iqra irene irina irma isaac isabel isabella isabelle isatou
    isha ishaan ishaq ishmael isla ismael ismail isobel israel issac istvan ivan ivana ivelina
    ivor iwona iyabo izabela izzy jaan jabari jace jackie jackson jacob jacqueline jade jaden
    jafar jagoda jahid jahmal jai jaime jake jakub jale jalen jamaal jamaica jamal jameela james
    jamie jamila jamshid jan jana jane janelle janet janice janina janine jared jaroslaw jasleen
    jasmin jasmine jason jasper jaspreet jasvinder jasvir javid javier jax jay jayda jayden jayla
    jaylen jayne jean jeanette jeff jeffrey jelena jemima jemma jenna jennie jennifer jenny
    jeremiah jeremy jermaine jerome jerry jess jesse jessica jessie jesus jethro jill jillian jim
    jimmy jiyan jo joan joana joanna joanne joao jocelyn jodie jody joe joel johan johanna john
    johnny jolene jomo jon jonah jonas jonathan jonida jonny jordan jordyn jorge jose joseph
    josephine josh joshua josiah josie joss joy joyce juan juanita judith judy jules julia julian
    juliana julie juliet juliette julio julius junaid june junior jurgita justin justina justine
    kacper kaden kader kadiatou kadija kadijah kai kaiden kailash kaitlyn kaja kalifa kalisha
    kamal kamala kamaljit kamil kamila kamran kanwal kara kareem karen karim karina karl karolina
    kashif kasia kasim kassim kat katalin katarina katarzyna kate katerina katherine kathleen
    kathryn kathy katia katie katrina katy kavita kay kaya kaycee kayden kayla kayleigh kazi kedir
    keeley kehinde keira keisha keith kelechi kelly kelsey kelvin kemal ken kendra kenneth kenny
    kenya kerem keron kerry keshia ketevan kevin keyvan keziah khadija khadijah khadra khaled
    khalid khalil khalisa khanh khatera khushi kian kiara kidane kidist kiera kieran kim kimberley
    kimberly kimora kiran kiranjit kirsten kirstie kirsty kirti kit klaudia kledi kofi kojo konrad
    krishna kristian kristina kristof kriti krystal krzysztof kuba kudzai kulwinder kunal kwabena
    kwadwo kwaku kwame kwasi kyla kyle kylie kyra kyriakos lacey lachlan laila lakshmi laleh lamar
    lamin lamine lana lara larisa larissa larry lars laszlo latifa latisha latoya latoyah laura
    lauren laurence laurie lavanya lavinia lawrence layla layton lea leah leanne lee leila leilani
    lena lennie lennox leo leon leona leonard leonardo leonie leonora leroy lesley leslie leticia
    letitia leul lewis lexi leyan leyla liam liana lidia lidija liesl lila lilah lilian lillian
    lily lina linda lindsay lindsey linh linus lionel liridona lisa lisbeth liva livia liz liza
    lizzie ljubica lloyd logan lois lola lorenzo loretta lorna lorraine lottie lou louis louisa
    louise lubna luca lucas lucia lucian luciana lucinda lucja lucy luis luisa lukas lukasz luke
    luljeta lulwa luna luther luz lwam lydia lyndsey lynette lynn lynne lyra mabel mackenzie macy
    maddison madeleine madiha madison mae magda magdalena maggie magnus mahad mahdi mahira mahlet
    mahmood mahmoud mahnaz mahnoor mahsa maia mairead maisie maja makeda malachi malachy malaika
    malcolm malek malgorzata malik malika mamadou manal mandeep mandy maninder manisha manju manny
    manoj manon manpreet manuel manuela marc marcel marcela marcella marcin marco marcos marcus
    mareike margaret margarita margot marguerite maria mariah mariam mariama marian mariana
    marianne marie mariella marija marilyn marina mario marion marisa marissa marius marjan
    marjorie marlon marta martha martin martina martyn marvin marwa mary maryam maryan marysia
    masego masoud mateja mateo mateusz matilda matilde matteo matthew matthias maud maureen
    maurice max maxim maximilian maxine maxwell maya mayowa mbali mebrahtu medina meera megan
    megha mehdi mehmet mehreen mehri mehwish mei meilin mekdes mekhi mel melanie melat melek
    melinda melissa melvin memoona mercy meredith merhawi merima merve merveille meryem meseret
    mia micah michael michaela michal michele michelle miguel mihaela mihai mikael mikaela mikail
    mike mikolaj mila milan mildred milena milica millicent millie milly milo mimi mimoza mina
    minerva ming minh minnie mira miranda mirela miriam miroslav mirwais mirza misbah mitchell
    mitra moesha mohamad mohamed mohammad mohammed mohamud mohsin moira moises mojgan mollie molly
    mona monica monika monique monira morgan moses moshe mouna mubarak muhammad muhammed muhsin
    mulu mumina muna muriel murray musa mustafa mya myla myles myra nabeel nabil nabila nadeem
    nadia nadifa nadine nadir nadiya nafisa nagina naheed nahid naima najib najla najma nana nancy
    naomi narges nasima nasir nasra nasreen nasrin nasser natalia natalie natasha nathan nathaniel
    natnael navdeep naveed navya nawal nazanin nazia nazir nazma nebiyu neda neel neha neil nell
    nelly nelson nesta neve neveah nevena nga ngoc ngozi nhung nia niamh nicholas nick nicki
    nicola nicolae nicolas nicole nida nigar nigel nikhil nikita nikki nikola nila nimco nimra
    nina nino nisa nisha nkechi nkiru nnamdi noah noel noelle nogah nokuthula nomsa noor noora
    nora noreen norma norman nosipho nour nourhan nuala nuno nur nura nuri nusrat nyasha nyla oana
    oanh obi obinna ocean octavia odette ogechi okechukwu ola olabisi oladapo olamide oleksandr
    olena olga oli olive oliver olivera olivia ollie olu olufemi olumide oluwadamilola oluwaseun
    oluwaseyi oluwatobi oluwatoyin omar omari omer omid omolara ophelia oren orla orlando orli
    osama oscar osman oswald otis oumar oumou ousmane owen oyinkan ozan pablo paige pamela paola
    paolo paramjit paraskevi parisa parminder parveen parwana pascal pat patience patricia patrick
    patrik patryk paul paula paulina pauline pavel pavlina pawel payam payton pedro peggy penelope
    perry petar pete peter petra petronella petru petya phil philip philippa phillip phoebe
    phoenix phuong phyllis pia pierre piers piotr piroska plamen polly pooja poppy portia pranali
    pranav precious preeti prem princess priscilla priti priya priyanka prudence przemyslaw qasim
    quentin quincy quyen rabia rabiya rachael rachel rachida radhika radka radu rafael rafal rafi
    raheem rahel rahim rahma rahul raihan raj raja rajesh rajinder ralitsa ralph rama ramadan
    ramesh ramon ramona rana randeep rania ranjit raphael raquel rasa rashad rasheed rashid
    rashida rasmus ravi ravinder ray raya raymond razan razia reanna rebecca rebekah reece reena
    reggie reginald rehan rehana rekha remi rena renata rene renee reuben rex reza rhea rhian
    rhiannon rhoda rhona rhys ria ricardo richard rick ricky riley rima rita ritchie river riya
    riza rob robbie robert roberta roberto robin robyn rochelle rocio roda roderick rodica rodney
    rodrigo roger rohan rohit roisin rojin roksana roland roman romana romeo romy ron ronald ronan
    ronnie rory rosa rosalind rosana rosanna rosanne roseanne rosemary rosetta roshni rosie ross
    rowan rowena roxanne roy roya rozerin ruairi ruben rubina ruby ruchi rudi rufus rukhsana rupa
    rupert ruqayyah russell ruta ruth ruvimbo ryan saad saadia saba sabah sabiha sabina sabine
    sabrina sachin sadaf sade sadia sadie sadik saeed safa safia safiya sagal sahal sahand sahar
    sahra said saif saima sajid sakina sal salim salima sally salma salman salvador sam samantha
    samara samboja sameer sami samia samina samir samira samiya samson samuel samuela sana sandeep
    sandhya sandra sandro sanela sangita sania sanjay santiago saoirse sapphire sara sarah sarai
    sardar sarita sarmad sasha saskia satnam saul saule savannah sayed scarlett scott sean
    sebastian seble selam selamawit selena selim selina selma semra senait serena serge sergei
    sergio serkan seth sevda sevgi seyi shabana shabnam shadia shafiq shahab shahid shahida
    shahnaz shaimaa shakil shakira shakur shamima shams shamso shanae shane shania shanice shanika
    shaniqua shannon shantelle shanti shaquille sharif sharmila sharmin sharon sharonda shaun
    shauna shauntelle shayan shayla shazia shea sheikh sheila shelby shelley sheniece sheree
    sheridan sherry sherwan sheryl shilan shirin shirley shirwan shivani shkelqim shona shpresa
    shqipe shreya shukri sian sibongile sidney sidra siena sienna sierra sigrid sihem silas silvia
    simeon simon simona simone simran simret sinazo sinead siobhan sipho sita siyabonga skye skyla
    snezana sofia sofie soha sohail soheila solomon somaya sonia sonja sonya sophia sophie soran
    soraya soumaya srdjan stacey stacy stan stanimir stanislaw stanley stavros stefan stefania
    stella steph stephanie stephen sterling steve steven stewart stuart suad subeer subhan sudha
    sue sufiyan suhail suhaila sukhdeep suki sulaiman suleiman sultana sumaiya sumaya sumeya
    sundus sunil sunita suraj surinder surjit susan susanna susannah susie suzanne suzie svetla
    svetlana sybil sylvester sylvia sylvie szymon tabitha tafadzwa taher tahir tahira tahmid
    tahmina tai taiwo takudzwa talha talia tallulah tamanna tamar tamara tameka tamika tamrat
    tamsin tanisha tanvir tanya tapiwa tara tareq tariq tariro tasha tasnim tatenda tatiana taya
    tayo ted teddy temitayo temitope tendai teodora terence teresa teri terrell terri terry
    tesfaye tess tessa thabo thandi thandiwe thanh tharshan thea thelma theo theodora theodore
    theresa thiago thieu thilini thokozile thomas thuy tia tiago tiana tiffany tilly tim timothy
    tina tinashe tirunesh titilayo tobechukwu tobi tobias toby todd tolga tolu tom tomas tomasa
    tomasz tommy toni tony tope tracey tracy travis trevor tricia trina trisha tristan troy trudy
    tsegaye tsion tuan tugba tunde tural tuyet tyler tyra tyrell tyrese tyrone tyson ubah uche
    uchenna ugo ugochukwu uju umair umar umayma unaisah ursula usama usha usman uyen uzma valbona
    valdete valentina valeria valerie valon vanessa vanja vasilis vaughan venetia vera verity
    verna veronica vesna vicki vicky victor vijay vikash vikram viktor viktoria viktorija vilma
    vinay vincent vinny viola violet violeta virginia visar viv vivek vivian vivien vivienne vjosa
    vlad vladimir wafa wafaa wahida walid walter wambui wanda waqas warren wasim wayne wei wendy
    weronika wesley whitney wiktoria wilfred wilhelmina wilma wilson winifred winston wioletta
    wojciech wubit xander xanthe xavier xenia xuan yaa yahya yaqub yara yared yaseen yasemin yasin
    yasir yasmeen yasmin yasmina yasmine yaw yemi yeshi yetunde yewande yodit yohannes yolanda
    yonas yordanos yosef younes youssef youssou yuki yuliia yuliya yunus yuri yusra yusuf yvette
    yvonne zac zach zachariah zachary zahid zahida zahir zahra zaid zaina zainab zainabu zaira zak
    zakaria zakariya zaki zamira zamzam zane zara zarina zaynab zeenat zehra zeina zeinab zekarias
    zekiye zelda zena zenab zerihun zeynep zia zina zinab zion zita zoe zofia zohal zohra zola
    zoltan zoran zsofia zsuzsanna zubair zuberi zuhra zuleikha zulfiqar zuri zuzanna
"""
# These are words, months or places as well, and name somebody only beside something else.
_FORENAMES_TOO = """
    abbey ada ali ama amber an angel any april art ash august autumn bailey baker basil beau bill
    blossom bonnie brook brooke brooklyn can candy carol carter chance charity chase chelsea chi
    christian clay cliff colt comfort constance coral crystal daisy dale dallas dan dash dawn dean
    dee destiny devon dignity don dot drew duke earl ebony eden elder ella era eve faith favour
    fern fleur florence frank gale gene georgia gift ginger glen goodness grace grant gus guy
    happiness harley harmony harsh hazel heath heather heaven hero holly honour hope hunter iman
    india io iris is israel ivy jack jade jan jasper jay jean jet jewel jo job jordan joy judge
    june junior justice justus kay kenya king kit lance lane lark laurel lee legend leigh len lily
    london lou lucky mae major mal maple marigold marina mark marvel mason matt max may melody
    memory mercy merit mike miles millie mina ming mo my myrtle nan nana nia nick no noble noor
    norma ocean ola olive om pa page paris parker pat patience peace pearl penny pepper petal
    phoenix ping piper poppy praise precious pride prince princess queen rain rama ramadan ray
    reed rex ria rich river rob robin rocky roman rose rosemary rowan ruby rusty saffron sage said
    saint sal sandy sapphire savannah scout sheikh sid sierra sky skye smith sol sonny star
    sterling stone storm su sue summer sunny sydney tai tate taylor temperance tia trinity troy
    tyne unity val verity victoria viola violet virginia virtue wade wan ward warren wendell west
    will willow winter wisdom woody wren xi yin zia
"""
_SURNAMES = """
    abbott abdi abdul abdullah abdullahi abebe abera abiodun abraham abu abubakar acheampong
    achebe adamczyk adams addo ade adebayo adedeji adekunle adeleke aden adeniyi adepoju adewale
    adeyemi afolabi afolayan agarwal agbaje aguilar agyemang ahmad ahmadi ahmadzai ahmed ahmet
    aidoo ajala ajayi akande akhtar akinola akinyemi akpan akram aksoy alam alemayehu alemu
    alexander ali alinejad alizadeh allen alleyne alvarez amadi amankwah amin amoah amponsah anand
    anderson andrews ankrah annan ansah ansari antwi anwar appiah appleby arap araya arifi
    armstrong arnold arora arshad arslan asamoah asante asefa asfaw asghar ashby ashraf ashton
    aslam asrat assefa atkin atkins atkinson austin avdiu awad awan aydin ayodele azad aziz azizi
    babatunde bah bailey baird bajwa bakare baker balogun bamidele banerjee bankole baptiste
    barber barik barker barlow barnard barnes barnett barr barrett barron barrow barry bartlett
    barton barzani bashar bashir bassett bates baxter bayram beaumont beckett beckford begum
    bekele belay bello bennett benson bentley beresford berhane berhe berisha bernard berry besong
    bevan bhatt bhatti bianchi bibi birch birhanu blackburn blackwell blair blake bloggs blythe
    boakye boateng bokhari bolton bond bonsu booth bosede boswell bowen bowers bowman boyd boyle
    bradford bradley bradshaw brady braithwaite brennan brewer briggs brookes browne bruce bruno
    bryan bryant buchanan buckley bukhari bulut burgess burke burnett burns burrows burton bushati
    butcher butler butt byrne cabrera cakir caldwell cameron campbell cardenas carlson carpenter
    carr carroll carson carter cartwright castillo castro cavanagh ceka celik chadwick chambers
    chan chand chandler chapman charles charlton chatterjee chaudhary chaudhry chaudhury chauhan
    chavez chen cheng cheung chileshe chin chinamasa chirwa choi chol chopra choudhary choudhury
    chowdhury chowdury christie chukwu chung church cinar ciobanu clark clarke clarkson clayton
    clements cohen coker cole coleman coleridge collier collins colombo connolly connor conroy
    constantin conteh conway cooke cooper corbett corrigan costa costello coulibaly cousins cowan
    cox craig crawford crosby crossley crowther cruz cuevas cullen cummings cunningham curley
    curran curtis da'silva dacosta dahir dalton daly dang daniel daniels danjuma danquah danso dao
    darboe darby das dauda davey david davidson davies davis davison dawson deacon decker degefa
    delaney demir demirci dempsey deng denton desai desta devi devlin dhaliwal dhillon diaby
    diallo diaz dickinson dickson dimitrov dimitrova diop dixon dlamini doan dobson docherty dogan
    doherty dolan domingo dominguez donaldson donnelly donovan doran dos'santos dougherty douglas
    downes doyle drammeh drummond dube dudley duffy dumitru duncan dung dunlop dunn durojaiye
    durrani dushi dyer eaton ebrahimi eccles edwards effiong egan ekpo elliott ellis emmanuel
    english ergun eriksson ermias esposito essien eustace evans everett eze ezeh faal fadahunsi
    fadera fagbemi fallon farah farmer farooq farouk farrell farrow fashola fatima faulkner fearon
    fekadu ferguson fernandes fernandez fernando ferrari ferreira finch findlay finlay fitzgerald
    fitzpatrick flanagan fleming fletcher flores flynn fofana fofanah fonseca forbes forde forster
    forsyth fowler frances francis franklin fraser freeman frimpong fuller gallagher galloway
    galvez gamble garcia gardiner gardner garner garrett gashi gayle gbadamosi gebre gebremariam
    gebremedhin george georgieva georgiou getachew ghani ghebremedhin ghosh giang gibbons gibbs
    gibson gilbert giles gill gillespie gilmore giordano girma gleeson glover goddard godfrey
    godinho goh gomes gomez goncalves gondal gonzalez goodman goodwin gordon gould graham grainger
    greaves greenwood gregory grewal griffin griffiths grimes guerrero guler gumbs gunes gunn
    gupta gurung gutierrez guzman gyamfi habib habte habtemariam habtom hackett haddad hadi hagan
    hague haidari haile hailu haji hakim hakimi hale halili halliday hamed hamid hamidi hamilton
    hammond hampton hancock hanley hannan hansen hanson hansraj haque harding hardy hargreaves
    harper harrington harris harrison hart hartley harvey hasani hashemi hashi hashmi hassan
    hassani hassanzadeh hawkins hayes haynes hayward healy heath henderson hendry henry herbert
    hermansson hernandez herrera hersi hewitt hickey hicks higgins higgs hilton hinds hirsi ho
    hobbs hodge hodges hodgson hoffman hogan holden holder holland holloway holmes holt hooper
    hopkins hopper horton hossain hosseini hotak houghton howard howarth howe howell howells hoxha
    huang hudson huggins hughes hull humphrey humphreys humphries hurley hurst hussain hussein
    hutchinson hyde hyseni ibrahim ibrahimi idowu idris igbinedion igwe ikeda iliev ilyas imran
    ingram ionescu iordache iqbal ireland irving islam islami ismail ivanov ivanova iyer jablonski
    jackman jackson jacobs jafari jalali jalloh jallow jama jamal james jamieson jammeh jankovic
    jankowski jarvis jatta javaid javed jefferies jenkins jennings jeyakumar jimenez john johns
    johnson johnston johnstone jones joseph joshi jovanovic joyce kabba kabia kabir kader kaiser
    kakar kallon kamara kaminski kang kanu kaplan kapoor kargbo karim karimi karzai kassa kaur
    kavanagh kay kaya kazemi keane kearney keating kebede keita kelly kelmendi kemp kendall
    kennedy kenny kent kerr khalid khalil khaliq khan khanom khatib khatun khumalo kidane kidd
    kiflom kilic kim kipkemboi kiprono kirby kirk knowles kofi konate koroma kostov kovacs
    kowalczyk kowalski kozlowski krasnici krasniqi kruger kucuk kumar kumari kurt kuti kwakye
    kwarteng kyei lai laing lal lam lamb lambert lamin lancaster langley larkin larsen lau laurent
    law lawal lawrence lawson leach lebbe lebedev lee legg leigh leka lekaj lennon leonard leslie
    leung levi levy lewandowska lewandowski lewis li lika lila lim lin lindsay lister liu lloyd lo
    logan lopes lopez loshaj love lowe luca lucas lund luong lynch lyons ma mabaso macdonald
    machado mackay mackenzie macleod madden magee maguire mahamud maharaj maher mahmood mahmoud
    mahmud maina majeed makoni malaj malik malone mancini mandal mandla mann manning mansaray
    mansell mansour manyika maposa marin marinov marku marong marshall martin martinez martins
    martynova mason masood massey masuku mathews mathur matthews maunze maxwell mazur mbatha mbeki
    mcallister mcbride mccann mccarthy mccormack mccoy mcdermott mcdonald mcdonnell mcfarlane
    mcgee mcgrath mcgregor mcguire mcintosh mcintyre mckay mckenna mckenzie mclaughlin mclean
    mcleod mcmahon mcmanus mcmillan mcnamara meah mebrahtu mehari mehmet mehmood mehta mekonnen
    melo melville mendes mendoza mendy mengistu mensah mercer meyer miah michael middleton miller
    mills milne mir miranda mirza mistry mitchell modi mohamed mohammad mohammadi mohammed
    mohamoud mohamud mohapi molina moloney monaghan monroe montgomery moody mooney moore moradi
    morales moran moreira moreno morgan moriarty morley morris morrison morrow morton moses moss
    moyo mueller mugabe mughal muhammad muir mukherjee mullen muller mumtaz munoz munro munteanu
    muresan murphy murray murtagh musa mushtaq mustafa mutasa mwangi myers nadeem nagy naidoo nair
    nana nascimento nash nasir nasiri navarro naylor ncube ndiaye ndlovu neal nelson nematollahi
    neville newell newton ng nguyen ngwenya nicholls nicholson nicolae nielsen nikolic nikolov
    nixon njie njoku nkosi nkrumah noor norman norris norton novak nowak nsubuga ntim nunes nunez
    nur nwachukwu nwosu nyarko nyathi nzeogwu o'brien o'connell o'connor o'dea o'donnell o'hara
    o'keefe o'leary o'neill o'reilly o'rourke o'shea o'sullivan o'toole obasi obeng obi odhiambo
    odukoya oduya offiah ofori ogbonna ogden ogunbanjo ogundipe ogunleye ojo okafor okeke okeowo
    okereke okoli okonjo okonkwo okoro okoye okpara oladipo olatunji olawale oliveira oliver
    oloyede olsen olu oluwole omar omondi omotayo onuoha onyango onyeka onyekachi opoku ordonez
    ortega ortiz osagie osborn osborne osei osman osuji oteng otieno otoo owens owusu oyedepo
    oyelaran oyewole ozdemir ozturk pacheco padmore palmer pandey papadopoulos paphitis paraschiv
    parekh parfitt parker parkin parkinson parmar parsons pascoe patel paterson pathak patil
    patricio patrick patterson paul pavlov payne peacock pearce pearson pedersen pellegrini
    pereira perez perkins perrin perry petersen peterson petrov petrova pham phan phillips phiri
    pickering pillai pinnock piper pires plant plummer pollard popa popescu popov popovic porter
    potts poulter powell pratt prempeh prescott preston price prifti prince pritchard proctor
    prosser pryce pugh purcell qasimi quaye quinn qureshi radford rafferty rafiq rahimi rahman
    rahmani rahmati raja rajah rajan ram ramadani ramirez ramos ramsay ramsey randall rao rasheed
    rashid rashidi rathore raza reddy redmond reed rees reeves regan rehman reid reilly rexhepi
    reyes reynolds rezaei rhodes ribeiro richards richardson riley rinaldi ritchie rivera robbins
    roberto roberts robertson robinson robson roche rodrigues rodriguez rogers romano romanov
    romero rooney rosario rossi roth rowe rowland rowley roy ruiz rushton russell russo rutherford
    ryan saad sadat sadiq safi sahota said saini salah salako saleem saleh salim salmon samadi
    samuels sanchez sanders sanderson sandhu sankara sankoh sanni santiago santos saqib sarkar
    sarpong sato saunders savage sawyer saxena schmidt schneider schofield schultz scott sebastian
    selimi selvarajah senghore sesay shaban shah shaheen shahid shaikh shala sharif sharifi sharma
    sharpe shaw shehu shehzad shepherd sheppard sheridan sherwood shevchenko shields shirazi
    shrestha shukla sibanda siddique siddiqui sidhu silva silveira simmonds simmons simpson sims
    sinclair singh sinha siva sivakumar skinner slater sloan smailes smart smith smyth soares
    sofroniou solomon soto sousa sow sowe soyinka spence spencer sritharan stafford stanford
    stanley stapleton steele stefanov stein stephens stephenson stevens stevenson stewart stoica
    stojanovic stokes stringer stuart sule suleiman sullivan sultan sultana sultani suri sutcliffe
    sutherland sutton svensson swain swann sweeney sylvester szabo szymanski tabassum tahir taiwo
    tamang tan tandoh tang tanner tariq tate tavares taylor teixeira tekle tembo temesgen tesfai
    tesfamariam tesfaye teshome thaci thapa thevarajah thomas thompson thomson thornton tilahun
    tiwari todd todorov toma tomlinson tortoe touray toure townsend tran trivedi truong tucker
    turay turnbull turner tyler ubah uddin ullah umar underwood unwin uppal ural usman valente
    vargas varma vasile vasilev vasileva vasquez vaughan vaz vega veliu venter verma vickers
    vieira vincent virk vu vukovic wachira wadsworth wagner wainwright wallace waller wallis walsh
    walter walters walton wang wanjiru warner warren warsame watkins watson watt watts weaver webb
    webber webster weir welch weldemichael weldu wellington wharton wheatley wheeler whitaker
    whitehead whitehouse whittaker wilcox wilkins wilkinson williams williamson willis wilson
    winstanley wisniewska wisniewski wojcik wolde woldu wolfe wong woodward woolley worthington
    wright wu wyatt wynne xhaferi xu yadav yakubu yamamoto yang yasin yates ye yeboah yeung
    yildirim yildiz yilmaz yimer yin yohannes yousaf youssef yu yunus yusuf yusufi zadran zafar
    zaidi zaman zamani zapata zerai zhang zhao zheng zhou ziegler zielinski zimmerman zivkovic
    zogaj zulu
"""
_SURNAMES_TOO = """
    said sow bah mir dung melo
    abbot an archer baker ball banks barker barnet barnett barrow bath bean bell best bird bishop
    black blackburn blessed block bloom bolt bolton bond bradford brand brent brewer bridge
    bridges bright bromley brook brooks brown bruce bull burns burton bush butcher butt camden
    carpenter carter castle chambers chance chase child childs chin christie church clark coates
    cook cooper costa cotton cousins cross crow dale day deacon dean do drake dudley duke dyer
    early east english farmer field fields finch fisher foot ford forest fort foster fountain fox
    francis french frost gale gamble garden gardener gardens gates gill golding good grant gray
    green grey hackney hale hall ham hand hardy hart he head hill hills ho holder holiday holland
    hood hope house hull hunt hunter hurst ireland islam it joy kay keen kent key kim king
    kingston kitchen knight lake lam lamb lancaster land lane law lawn lee levy li lin little lo
    lock long lord love low ma major mann march marks marsh marshall mason may me merton middleton
    miller mills moody moon moor moss newham nice noble north norton oakes page paris parish park
    parker parks parr peace pike pitt plant pole pollock pond poole pope porter post potter power
    powers preston price pride prince prior ram read reader rhodes rice rich rivers rose rush sage
    salt sands savage sawyer self seymour sharp she shepherd shields shore short silver singer
    skinner slade small smart snow so speed spring stafford stanley stern steward stock stone
    street strong su sultan summers sutton swan swift tan tanner taylor temple thorn tower tree
    trigg turner vale vane wade wales walker wall ward waters way weaver webb weeks weir
    wellington wells west wheeler white wild will wills winter winters wise wolf wood woods worth
    wren wright ye yin you young
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FORENAMES_TOO = _words(_FORENAMES_TOO)
SURNAMES_TOO = _words(_SURNAMES_TOO)
# Those that are nothing but names.
FORENAMES = _words(_FORENAMES) - FORENAMES_TOO
SURNAMES = _words(_SURNAMES) - SURNAMES_TOO
