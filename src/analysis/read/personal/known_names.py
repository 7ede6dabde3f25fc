"""Forenames and surnames that are common in England, and in London, and which of them are words too."""

_FORENAMES = """
    aadam aaliyah aamir aaron aarav aasiya abbas abbey abbie abby abdi abdirahman abdul abdullah
    abdullahi abena abi abigail abraham abu ada adam adama adaeze adaobi ade adebayo adele adeola
    adetokunbo adil aditi aditya adrian afia afua agnes agnieszka ahmad ahmed aidan aiden aileen
    aimee aisha aishah aisling aiysha ajay akash akeem akua alan alana alannah alasdair alastair
    albert alec alejandra alejandro aleksander aleksandra alessia alex alexa alexander alexandra
    alexandru alexia alexis alfie alfred ali alia alice alicia alina alisha alison alistair aliya
    allan allison alma alyssa amal amanda amani amar amara amarachi amelia amelie amina aminah
    aminata amir amira amit amna amy ana anais ananya anastasia anders andre andrea andreea andrei
    andrew andrzej andy anees aneesa angela angelina angus anika anil anisa anisha anita anjali ann
    anna annabel annabelle anne annette annie annika anoushka anthony antoinette anton antonia
    antonio anu anya aoife arabella arash archie arham ari aria ariana arjun armaan arnold aron
    arslan artem arthur arun arwen asad asha ashanti asher ashleigh ashley ashok asif asiya asma
    astrid athena aubrey audrey augusta aurelia aurora ava axel ayaan ayan ayanna ayesha aylin ayo
    ayodele ayomide ayse ayub aziz azra babatunde babs bala barbara barney barry bartholomew
    bartosz basil beata beatrice beatrix becky bella ben benedict benjamin bernadette bernard
    bernice bertie beth bethan bethany betty beverley beyza bhavna bianca bilal billie billy
    binta blanca blessing bob bobby bogdan bolanle boris brad bradley brandon breanna brenda brendan
    brian briana bridget bronte bronwyn bruce bruno bryan bryony burak byron caitlin caleb callie
    callum calum calvin cameron camilla camille can cara carina carl carla carlos carly carmel
    carmen carol carole caroline carolyn carrie cassandra cassie caterina catherine cathy cecilia
    cedric celeste celia celine cerys chanel chanelle chantal chantelle charlene charles charlie
    charlotte charmaine chelsea cherie cheryl chi chiamaka chidera chidi chiara chijioke chinedu
    chinwe chioma chloe chris chrissie christian christiana christina christine christopher chukwudi
    chukwuemeka ciara clara clare clarissa claude claudia claudio clement clementine clifford clive
    cody colette colin colleen connie connor conor constance cora corey corinne cormac courtney
    craig cristian cristina curtis cynthia cyrus daisy damian damien damilola dan dana daniel
    daniela daniella danielle danny danuta daphne darcey darcy daria dariusz darius darnell darren
    dave david davina dawid dawud dean deanna debbie deborah declan deepa deepak deidre delia
    delilah demetrius demi denise dennis denzel deqa derek derrick desmond destiny devon dexter
    dhruv diana diane dido diego dillon dilys dimitri dina dinah dion dionne divya dmitri dolores
    dominic dominik dominika donald donna donovan dora doreen doris dorothy dorota doug douglas
    dragos duncan dunya dwayne dylan ebony ebru eddie eden edith edmund edna eduardo edward edwin
    efe ehsan eileen ekaterina ekene elaine eleanor elena eleni eli elias elif elijah elin eliot
    elisa elisabeth elise elisha eliza elizabeth ella elle ellen ellie elliot elliott ellis elodie
    elsa elsie elton elvis emeka emily emine emma emmanuel emmeline emre enrique enzo eoin eren
    eric erica erik erika erin ernest esha esme esmeralda esosa estelle esther ethan ethel etta
    eugene eugenia eunice eva evan evangeline eve evelyn ewa ewan ezekiel ezra fabian fadumo fahad
    faisal faiza farah farhan farida farzana fatema fatima fatou fatoumata fatuma faye fearne
    federico felicia felicity felix femi fenella fergus fernanda fernando ffion filip fiona fionn
    flora florence florin folake frances francesca francesco francis francisco frankie fraser fred
    freddie frederick freya funmi gabriel gabriela gabriella gabrielle gareth gary gavin gemma
    geoff geoffrey george georgia georgiana georgie georgina geraint gerald geraldine gerard
    gertrude gethin ghulam gianna gideon gilbert giles gillian gina ginny giovanni gisele gita
    gladys glenda glenn gloria godfrey godwin gordon graeme graham grainne greg gregory greta
    griffin grzegorz guillermo gurdeep gurpreet gus gustavo guy gwen gwendolyn gwyneth habib
    habiba hadiya hafsa hajra hakan hakeem hal halima hamid hamish hamza hana hanad hanan hani
    hania hanna hannah haris harjit harleen harley harmony harold haroon harpreet harriet harrison
    harry harsh haruna harvey haseeb hasan hashim hassan hattie hawa hayden hayley hazel heather
    hector heidi helen helena helga henrietta henry herbert hermione hettie hilary hilda hodan
    holly horace howard hubert hugh hugo humaira humphrey husna hussain hussein hyacinth iain ian
    ibrahim ibukun idris ife ifeanyi ifeoma ifrah iga ignacio igor ikechukwu ilhan ilyas iman imani
    imogen imran ina inaaya inaya india indira ines ingrid ioana iona irene irina irma isaac
    isabel isabella isabelle isha ishaan ishaq ishmael isla ismael ismail isobel israel issac
    ivan ivana ivor iwona iyabo izabela izzy jaan jace jackie jackson jacob jacqueline jade jaden
    jafar jahmal jai jaime jake jakub jamaal jamal jameela james jamie jamila jan jana jane janelle
    janet janice janina janine jared jaroslaw jasleen jasmin jasmine jason jasper jaspreet javier
    jax jay jayda jayden jayla jaylen jayne jean jeanette jeff jeffrey jemima jemma jenna jennie
    jennifer jenny jeremiah jeremy jermaine jerome jerry jess jesse jessica jessie jesus jethro
    jill jillian jim jimmy jo joan joana joanna joanne joao jocelyn jodie jody joe joel johan
    johanna john johnny jolene jon jonah jonas jonathan jonny jordan jordyn jorge jose joseph
    josephine josh joshua josiah josie joss joy joyce juan juanita judith judy jules julia julian
    juliana julie juliet juliette julio julius junaid june junior justin justina justine kacper
    kaden kadija kadijah kai kaiden kailash kaitlyn kaja kalifa kalisha kamal kamala kamil kamila
    kamran kara kareem karen karim karina karl karolina kasia kasim kassim kat katarina kate
    katerina katherine kathleen kathryn kathy katia katie katrina katy kavita kay kaya kaycee
    kayden kayla kayleigh kazi keeley kehinde keira keisha keith kelechi kelly kelsey kelvin ken
    kendra kenneth kenny kenya kerem kerry keshia kevin keziah khadija khadijah khadra khaled
    khalid khalil khalisa khushi kian kiara kieran kiera kim kimberley kimberly kimora kiran kirsten
    kirstie kirsty kit klaudia kofi kojo konrad krishna kristian kristina kristof kriti krystal
    krzysztof kuba kunal kwabena kwadwo kwaku kwame kwasi kyla kyle kylie kyra lacey lachlan laila
    lakshmi lamar lamin lana lara larisa larry lars latifa latisha latoya laura lauren laurence
    laurie lavinia lawrence layla layton lea leah leanne lee leila leilani lena lennie lennox leo
    leon leona leonard leonardo leonie leonora leroy lesley leslie leticia letitia lewis lexi
    leyla liam liana lidia liesl lila lilah lilian lillian lily lina linda lindsay lindsey linus
    lionel lisa lisbeth livia liz liza lizzie lloyd logan lois lola lorenzo loretta lorna lorraine
    lottie lou louis louisa louise luca lucas lucia lucian luciana lucinda lucy luis luisa lukas
    lukasz luke luna luther luz lydia lyndsey lynette lynn lynne lyra mabel mackenzie macy maddison
    madeleine madison madiha mae magda magdalena maggie mahad mahdi mahira mahmoud mahmood mahnoor
    maia maisie maja malachi malachy malaika malcolm malgorzata malik malika mandy manisha manny
    manoj manon manpreet manuel manuela marc marcel marcela marcella marcin marco marcos marcus
    mareike margaret margarita margot marguerite maria mariah mariam mariama marian mariana
    marianne marie mariella marilyn marina mario marion marisa marissa marius marjorie marlon
    marta martha martin martina martyn marvin mary maryam marysia mateo mateusz matilda matteo
    matthew matthias maud maureen maurice max maxim maximilian maxine maxwell maya mayowa mbali
    meera megan megha mehmet mehreen mehwish mei meilin mekhi mel melanie melinda melissa melvin
    memoona mercy meredith merve meryem mia micah michael michaela michal michele michelle miguel
    mihai mikael mikaela mikail mike mikolaj mila milan mildred milena millicent millie milly milo
    mimi mina minerva ming minnie mira miranda miriam mirza misbah mitchell moesha mohamad
    mohamed mohammad mohammed mohamud mohsin moira moises mollie molly mona monica monika monique
    morgan moses moshe muhammad muhammed muna muriel murray musa mustafa mya myla myles myra nabil
    nabila nadeem nadia nadine nadiya nafisa naheed naima najma nana nancy naomi nasir nasra nasreen
    natalia natalie natasha nathan nathaniel naveed navya nawal nazia nazir neel neha neil nell
    nelly nelson nesta neve neveah ngozi nia niamh nicholas nick nicki nicola nicolae nicole nicolas
    nida nigel nikhil nikita nikki nikola nila nimco nimra nina nisha nkechi nnamdi noah noel noelle
    nogah noor noora nora noreen norma norman nour nuala nuno nur nura nusrat nyla nyasha obi obinna
    ocean octavia odette ola olabisi oladapo olamide oleksandr olena olga oli olive oliver olivia
    ollie olu olufemi olumide oluwadamilola oluwaseun oluwaseyi oluwatobi oluwatoyin omar omari
    omolara ophelia oren orla orlando orli oscar osama osman oswald otis owen oyinkan ozan pablo
    paige pamela paola paolo parisa parveen pascal pat patience patricia patrick patrik patryk paul
    paula paulina pauline pavel pawel payton pedro peggy penelope perry pete peter petra petronella
    petru phil philip philippa phillip phoebe phoenix phyllis pia pierre piers piotr polly
    pooja poppy portia pranav precious preeti prem princess priscilla priti priya priyanka prudence
    przemyslaw qasim quentin quincy rabia rachael rachel rachida radhika radu rafael rafal rafi
    raheem rahim rahma rahul raihan raj raja rajesh rajinder ralph rama ramadan ramesh ramon ramona
    rana randeep rania raphael raquel rashad rashid rashida rasheed ravi ray raya raymond razia
    reanna rebecca rebekah reece reena reggie reginald rehana rekha remi rena renata rene renee
    reuben rex rhea rhian rhiannon rhoda rhona rhys ria ricardo richard rick ricky riley rima rita
    ritchie river riya rob robbie robert roberta roberto robin robyn rochelle rocio roderick rodney
    rodrigo roger rohan rohit roisin roksana roland roman romana romeo romy ron ronald ronan ronnie
    rory rosa rosalind rosanna rosanne roseanne rosemary rosetta rosie roshni ross rowan rowena roxanne
    roy ruairi ruben rubina ruby rudi rufus rukhsana rupa rupert russell ruth ryan saad saba sabah
    sabina sabine sabrina sachin sade sadia sadie saeed safa safia safiya sagal sahar sahra said
    saif saima sajid sakina sal salim salima sally salma salman salvador sam samantha samara sameer
    sami samia samina samir samira samiya samson samuel sana sandeep sandra sandro sangita sania
    sanjay santiago sapphire sara sarah sarai sarita sasha saskia saul savannah sayed scarlett scott
    sean sebastian selena selim selina selma semra serena serge sergei sergio seth sevda seyi
    shabana shabnam shadia shahid shahida shaimaa shakira shakur shamima shamso shanae shane shania
    shanice shanika shaniqua shannon shantelle shanti sharif sharmin sharon shaun shauna shauntelle
    shayan shayla shazia shea sheikh sheila shelby shelley sheniece sheree sheridan sherry sheryl
    shirin shirley shivani shona shreya shukri sian sidney sidra siena sienna sierra sigrid silas
    silvia simeon simon simona simone simran sinead siobhan sita skye skyla sofia sofie soha sohail
    solomon sonia sonja sonya sophia sophie soraya stacey stacy stan stanislaw stanley stefan
    stefania stella steph stephanie stephen sterling steve steven stewart stuart subhan sue suhail
    suki sukhdeep sulaiman suleiman sultana sumaya sumaiya sundus sunil sunita suraj surinder susan
    susanna susannah susie suzanne suzie svetlana sybil sylvester sylvia sylvie szymon tabitha
    tahir tahira tahmina tahmid tai taiwo talha talia tallulah tamar tamara tameka tamika tamsin
    tanisha tanya tara tareq tariq tasha tasnim tatiana tayo taya ted teddy temitope teodora terence
    teresa teri terrell terri terry tess tessa thabo thandi thandiwe thea thelma theo theodora
    theodore theresa thomas tia tiago tiana tiffany tilly tim timothy tina toby tobi tobias todd
    tolu tom tomas tomasz tommy toni tony tope tracey tracy travis trevor tricia trina trisha tristan
    troy trudy tunde tyler tyra tyrell tyrese tyrone tyson uche uchenna ugo umar umair umayma unaisah
    ursula usama usha usman uzma valentina valeria valerie vanessa vaughan venetia vera verity
    verna veronica vicki vicky victor vijay vikram viktor viktoria vinay vincent vinny viola
    violet violeta virginia viv vivek vivian vivien vivienne vlad vladimir wahida walid walter
    wanda waqas warren wasim wayne wendy weronika wesley whitney wiktoria wilfred wilhelmina
    wilma winifred winston wojciech xander xanthe xavier xenia yaa yahya yaqub yara yaseen yasemin
    yasin yasir yasmin yasmina yasmine yaw yemi yetunde yolanda yosef youssef yuki yunus yuri yusra
    yusuf yvette yvonne zac zach zachariah zachary zahid zahir zahra zaid zaina zainab zaira zak
    zakariya zakaria zaki zane zara zarina zaynab zeenat zeinab zehra zelda zena zenab zeynep zia
    zina zion zoe zofia zohra zoltan zubair zuleikha zuri zuzanna
"""
# These are words, months or places as well, and name somebody only beside something else.
_FORENAMES_TOO = """
    amber angel april art august autumn bailey baker beau bill blossom bonnie brook brooke brooklyn
    carter chance charity chase chelsea christian clay cliff colt comfort dale dallas dawn dean
    dee devon dignity drew earl eve faith favour fleur fern florence frank gale gene gift ginger
    glen goodness grace grant guy happiness harmony heath heaven holly honour hope hunter india iris
    ivy jack jade jay jewel jordan joy june junior justice justus kay kenya king kit lance lane
    lark laurel leigh lily london major maple marigold mark marvel mason matt max may melody memory
    mercy merit miles millie myrtle nana nick olive paris parker pat patience peace pearl penny
    pepper petal piper poppy praise precious pride prince princess queen rain ray reed rich river
    rob robin rocky rose ruby rusty sage sandy saffron said savannah scout sierra sky skye sky
    smith sol sonny sterling stone storm sue summer sunny sydney tate taylor temperance trinity troy
    tyne ash victoria violet virginia wade ward warren wendell west will willow winter wisdom woody
    wren can chi basil rex rowan hazel heather jean virtue constance verity dan don dot gus iman
    ada ali ama an any can eden ella era io is jan jo len lee lou mae mal mina ming mo my nia no
    noor ola om pa ping ria sal sid sol su tai tia val wan xi yin zia ebony coral crystal daisy
    destiny jasper jet dash elder hero judge duke noble page saint star legend unity carol georgia israel ocean roman
    phoenix sapphire harsh ramadan harley viola marina rosemary abbey nan job candy lucky norma
    chance mike rama sheikh
"""
_SURNAMES = """
    abbott abdi abdul abdullah abdullahi abiodun abraham abu achebe acheampong adams adamczyk addo
    ade adebayo adedeji adekunle adeleke adeniyi adewale adeyemi afolabi agarwal agyemang ahmad
    ahmadi ahmed ahmet aidoo ajayi akhtar akinyemi akpan akram aksoy alam alexander ali alam allen
    alvarez amadi amankwah amin amoah amponsah anand anderson andrews annan ansah ansari antwi
    anwar appiah appleby arifi arora armstrong arnold arshad arslan asamoah asante ashby ashraf
    ashton aslam atkins atkinson austin awan aydin ayodele azad aziz babatunde bailey baird baker
    bakare balogun bamidele banerjee baptiste barber barker barlow barnard barnes barnett barr
    barrett barron barrow barry bartlett barton bashir bassett bates baxter beaumont beckett
    begum bello bennett benson bentley beresford bernard berry bevan bhatt bhatti bibi birch
    blackburn blackwell blair blake bloggs blythe boateng bolton bond bonsu booth boswell bowen
    bowers bowman boyd boyle bradford bradley bradshaw brady brennan brewer briggs brookes browne
    bruce bryan bryant buchanan buckley bukhari burgess burke burnett burns burrows burton
    butcher butler butt byrne caldwell cameron campbell cardenas carlson carpenter carr carroll
    carson carter cartwright castillo castro cavanagh chadwick chambers chan chand chandler
    chapman charles charlton chatterjee chaudhary chaudhry chaudhury chavez chen cheng cheung
    chin choi choudhary choudhury chopra chowdhury christie chukwu chung church ciobanu clark
    clarke clayton clements cohen cole coleman coleridge collier collins connolly connor conroy
    constantin conteh conway cooke cooper corbett costa costello coulibaly cousins cowan cox craig
    crawford crosby crossley crowther cruz cullen cummings cunningham curran curtis da'silva dahir
    dalton daly daniel daniels danquah danso darby das davey david davidson davies davis davison
    dawson deacon decker delaney demir demirci dempsey denton desai devlin dhillon diallo diaz
    dickinson dickson diaby dixon dobson docherty dogan doherty dolan domingo donaldson donnelly
    donovan doran dos'santos dougherty douglas downes doyle drummond dube dudley duffy dumitru
    duncan dunlop dunn durrani dyer eaton eccles edwards effiong egan elliott ellis emmanuel
    english eriksson esposito essien eustace evans everett eze ezeh fadahunsi faal fagbemi fallon
    farah farmer farooq farouk farrell farrow fashola fatima faulkner fearon ferguson fernandes
    fernandez ferreira finch findlay finlay fitzgerald fitzpatrick flanagan fleming fletcher
    flores flynn fofanah fonseca forbes forde forster fowler frances francis franklin fraser
    freeman frimpong fuller gallagher galloway gamble garcia gardiner gardner garner garrett
    gbadamosi george georgiou ghani ghosh gibbons gibbs gibson gilbert giles gill gillespie gilmore
    giordano gleeson glover goddard godfrey gomes gomez goncalves gonzalez goodman goodwin gordon
    gould graham grainger gregory greaves greenwood grewal griffin griffiths grimes
    guerrero gunn gupta gurung gutierrez guzman gyamfi habib hackett hadi haddad hagan hague hale
    haji hakim halliday hamid hamilton hammond hampton hancock hanley hannan hansen hanson haque
    harding hardy hargreaves harper harrington harris harrison hart hartley harvey hashi hashmi
    hassan hassani hawkins hayes haynes hayward healy heath henderson henry herbert hermansson
    hernandez herrera hersi hewitt hickey hicks higgins higgs hilton hinds hirsi ho hobbs hodge
    hodges hodgson hoffman hogan holden holder holland holloway holmes holt hooper hopkins hopper
    horton hossain houghton howard howarth howe howell howells hoxha huang hudson huggins hughes
    hull humphrey humphreys humphries hurley hurst hussain hussein hutchinson hyde ibrahim idowu
    idris igwe ikeda iliev ingram ionescu iqbal ireland irving islam ismail ivanov ivanova iyer
    jablonski jackman jackson jacobs jafari jallow jama jamal james jamieson jankowski jarvis javed
    jefferies jenkins jennings jimenez john johns johnson johnston johnstone jones joseph joshi
    joyce kabir kader kaiser kakar kaminski kamara kang kaplan kapoor kargbo karim karimi kaur kavanagh
    kay kaya kazemi keane kearney keating keita kelly kemp kendall kennedy kenny kent kerr khalid
    khaliq khalil khan khanom khatun khatib kidd kilic kim kirby kirk knowles kofi koroma
    kovacs kowalczyk kowalski kozlowski krasniqi kruger kucuk kumar kurt kwarteng kyei laing lal
    lam lamb lambert lancaster langley larkin larsen lau laurent law lawal lawrence lawson leach
    lebedev lee legg leigh lennon leonard leslie leung levi levy lewandowski lewis li lim lin
    lindsay lister liu lloyd lo logan lopes lopez love lowe lucas luca lund lynch lyons ma macdonald
    mackay mackenzie macleod madden magee maguire maharaj maher mahmood mahmoud mahmud maina malik
    malone mancini mandal mann manning mansaray mansell marin marinov marshall martin martinez
    martins mason masood massey mathews mathur matthews maxwell mazur mbeki mcallister mcbride
    mccann mccarthy mccormack mccoy mcdermott mcdonald mcdonnell mcfarlane mcgee mcgrath mcgregor
    mcguire mcintosh mcintyre mckay mckenna mckenzie mclaughlin mclean mcleod mcmahon mcmanus
    mcmillan mcnamara meah mehmood mehmet mehta melville mendes mendoza mensah mercer meyer miah
    michael middleton miller mills milne mir miranda mirza mistry mitchell modi mohamed mohamud
    mohammad mohammadi mohammed moloney molina monaghan monroe montgomery moody mooney moore morales
    moran moreno morgan moreira moriarty morley morris morrison morrow morton moses moss moyo
    mueller mughal muhammad muir mukherjee mullen muller mumtaz munoz munro murphy murray murtagh
    musa mustafa myers nadeem nagy naidoo nair nana nascimento nash nasir navarro naylor ncube
    neal nelson neville newell newton ng nguyen nicholls nicholson nicolae nielsen nikolov nixon
    njoku nkosi nkrumah noor norman norris norton novak nowak ntim nur nunez nwachukwu nwosu nyarko
    o'brien o'connell o'connor o'dea o'donnell o'hara o'keefe o'leary o'neill o'reilly o'rourke
    o'shea o'sullivan o'toole obasi obi odukoya oduya offiah ofori ogbonna ogden ogunbanjo ogundipe
    ojo okafor okeke okeowo okereke okonjo okonkwo okoro okoye okpara oladipo olawale oliveira
    oliver oloyede olsen olu oluwole omar omotayo onuoha onyango onyeka opoku ortega ortiz osborne
    osei osman oteng otieno owens owusu oyelaran oyewole ozdemir ozturk palmer pandey papadopoulos
    paphitis parekh parfitt parker parkin parkinson parmar parsons pascoe patel paterson pathak
    patil patrick patterson paul pavlov payne peacock pearce pearson pedersen pellegrini pereira
    perez perkins perrin perry petersen peterson petrov petrova phillips pickering piper pires plant
    plummer pollard popa popescu porter potts poulter powell pratt prempeh prescott preston price
    prince pritchard proctor prosser pryce pugh purcell quaye quinn qureshi radford rafferty rafiq
    rahimi rahman raja rajan ram ramirez ramos ramsay ramsey randall rao rasheed rashid rathore raza
    redmond reddy reed rees reeves regan rehman reid reilly reyes reynolds rhodes ribeiro richards
    richardson riley ritchie rivera robbins roberts robertson robinson robson roche rodrigues
    rodriguez rogers romano romero rooney rosario rossi roth rowe rowland rowley roy ruiz rushton
    russell russo rutherford ryan saad sadiq sahota saini salah saleem saleh salim salmon samuels
    sanchez sanders sanderson sandhu sankoh sanni santos sarkar sarpong saunders savage sawyer saxena
    schmidt schneider schofield schultz scott sesay shaban shah shaheen shahid shaikh sharif sharma
    sharpe shaw shehu shepherd sheppard sheridan sherwood shields shirazi shukla siddique siddiqui
    sidhu silva simmonds simmons simpson sims sinclair singh sinha skinner slater sloan smart smith
    smyth soares sofroniou solomon soto sousa spence spencer stafford stanford stanley stapleton
    steele stein stephens stephenson stevens stevenson stewart stoica stokes stringer stuart sule
    suleiman sullivan sultan sultana suri sutherland sutton svensson swain swann sweeney sylvester
    szabo szymanski tahir tan tandoh tang tanner tariq tate taylor tembo thapa thomas thompson
    thomson thornton tiwari todd tomlinson toure townsend tran trivedi tucker turay turnbull turner
    tyler uddin ullah underwood unwin uppal vargas varma vasile vasquez vaughan vaz vega venter
    verma vickers vieira vincent virk vu wadsworth wagner wainwright wallace waller wallis walsh
    walter walters walton wang warner warren warsame watkins watson watt watts weaver webb webber
    webster weir welch wellington wharton wheatley wheeler whitaker whitehead whitehouse whittaker
    wilcox wilkins wilkinson williams williamson willis wilson winstanley wisniewska
    wisniewski wojcik wolfe wong woodward woolley worthington wright wu wyatt wynne xu yadav yang
    yasin yates ye yeboah yeung yildirim yildiz yilmaz yin yousaf youssef yu yunus yusuf
    zafar zaman zamani zapata zhang zhao zheng zhou zielinski zimmerman
"""
_SURNAMES_TOO = """
    abbot ball banks barrow bean bell best bird bishop black blessed block bolt bond brand bridge
    bridges bright brook brooks brown bruce bull bush castle chance chase child childs coates cook
    cotton cross crow dale day dean drake duke early east english field fields finch fisher foot
    ford forest fort foster fountain fox french frost gale gates gill golding good grant gray green
    grey hall hand hardy hart head hill hills holland holiday hood hope house hunt hunter hurst
    ireland joy keen key kitchen knight lake lamb land lane law little lock long lord love low
    major marks march marsh may mann mills moon moor moss moody nice noble north oakes page paris
    park parks parr parish peace pike pitt plant pole pollock pond poole pope porter post potter
    power powers pride prince prior rich rice rivers rose rush sage salt sands savage self seymour
    sharp short shore silver singer slade small snow speed spring stern stock stone street strong
    summers swan swift thorn tower tree trigg vale vane wade wales walker wall ward waters way
    weeks wells west white wild will wills winter winters wise wolf wood woods worth wren young
    king moor baker carter cooper taylor turner mason marshall clark parker barker dyer carpenter
    butcher farmer gardener miller sawyer shepherd skinner smart steward tanner weaver webb wheeler
    church ma ho lo li lin yin ye su tan an so do me he she it you deacon bloom savage gamble ram
    kay lee price read reader wright rhodes sutton bolton preston barnet barnett camden hackney
    brent merton newham kingston bromley burns holder sultan bath wellington stafford ham hale english francis islam cousins shields levy kent chambers costa hull chin
    blackburn bradford burton dudley lancaster middleton norton stanley kim lam gill weir butt brewer
    temple archer lawn major garden gardens christie plant moody
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FORENAMES_TOO = _words(_FORENAMES_TOO)
SURNAMES_TOO = _words(_SURNAMES_TOO)
# Those that are nothing but names.
FORENAMES = _words(_FORENAMES) - FORENAMES_TOO
SURNAMES = _words(_SURNAMES) - SURNAMES_TOO
