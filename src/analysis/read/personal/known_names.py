"""Forenames and surnames that are common in England, and in London, and which of them are words too."""

_FORENAMES = """
    aadam aaliyah aamir aarav aaron aarti aasiya abbas abbey abbie abby abdi abdifatah abdikarim
    abdinasir abdirahman abdirizak abdul abdullah abdullahi abdulrahman abena abeo abi abigail
    abiola abirami abosede abraham abu ada adaeze adam adama adaobi adaora ade adebayo adebisi
    adedayo adekunle adele adeola adetokunbo adewale adil aditi aditya adjoa adrian adwoa afework
    afia afsaneh afua agnes agnieszka ahmad ahmadullah ahmed ahmet aidan aiden aigul aileen aimee
    aisha aishah aisling aissatou aiysha ajay ajok akash akeem akosua akua alan alana alannah
    alasdair alastair albert albie alec alejandra alejandro aleksandar aleksander aleksandra alessia
    alex alexa alexander alexandra alexandru alexia alexis alfie alfred alhaji ali alia alice alicia
    alin alina alireza alisha alison alistair aliya allan allison alma almaz alyssa amaal amadu amal
    amanda amandeep amani amanuel amar amara amarachi amarjit amarpreet ameera amelia amelie amina
    aminah aminata amir amira amit amna amrit amrita amy ana anahita anais anan ananya anastasia
    anastasiya anca anders andre andrea andreea andrei andrew andriy andrzej andy anees aneesa ange
    angela angelina angus anh anika anil anisa anisha anita anjali anjum ann anna annabel annabelle
    annalise anne annette annie annika anoushka anthony antoinette anton antonia antonio anu anwen
    anya aoife araba arabella aram arash arben archie ardian ardita arezoo arham ari aria ariana
    arjun arlind arlo armaan armando arnold aron arslan arta artem arthur artur arun arwa arwen asad
    asha ashanti asher ashleigh ashley ashok asif asiya asma asmerom aster astrid asuka athena atiya
    aubrey audrey augusta aurel aurelia aurora ava avni awet axel ayaan ayan ayanna ayesha ayla
    aylin ayman ayo ayobami ayodeji ayodele ayomide ayse aysegul aysel ayub aziz aziza azra babak
    babatunde babs bahar bala balbir baljit bao barbara barney barry bartek bartholomew bartosz
    bashir basil basma bassam beata beatrice beatrix beatriz becky behrouz bella ben benedict
    benjamin berhane berivan berk bernadette bernard bernice bertie besa besnik beth bethan bethany
    betty beverley beyza bhavisha bhavna bianca bilal biljana billie billy bilqis biniam binta
    bintou birgit biruk blanca blerim blerta blessing bob bobby bogdan bojan bolaji bolanle boris
    brad bradley brandon branislav breanna brenda brendan brian briana bridget brodie bronte bronwyn
    bruce bruna bruno bryan bryony bukola burak burcu byron caitlin caleb calin callie callum calum
    calvin cameron camila camilla camille can cansu caoimhe cara carina carl carla carlos carly
    carmel carmen carol carole caroline carolyn carrie carys cassandra cassie catalin catarina
    caterina cathal catherine cathy cecilia cedric celeste celia celine cem cemile cerys chaim
    chanda chanel chanelle chantal chantelle charlene charles charlie charlotte charmaine chau chaya
    chelsea cheng cherie cheryl chi chiamaka chiara chidera chidi chidinma chijioke chinedu chinonso
    chinwe chioma chloe chris chrissie christian christiana christina christine christopher chukwudi
    chukwuebuka chukwuemeka ciara ciaran cillian ciprian clara clare clarissa claude claudia claudio
    claudiu clement clementine clifford clive clodagh cody colette colin colleen connie connor conor
    constance cora corey corinne cormac cosmin costel courtney craig cristian cristina csilla curtis
    cynthia cyrus dagmar daisy daiva dalia damian damien damilare damilola dan dana danesh daniel
    daniela daniella danielle danijel danny danuta daphne darcey darcie darcy daria dariga darius
    dariusz darnell darren dashiell dave david davina dawid dawit dawud dean deandre deanna debbie
    debora deborah debs declan deepa deepak defne deidre delia delilah delroy demetrius demi denise
    deniz dennis denzel deqa derek derrick derya desislava desmond destiny devante devon dexter
    dharmesh dhruv diana diane diarmuid dido diego dilan dilara dillon dilnoza dilys dimitar dimitri
    dina dinah dinesh diogo dion dionne divya djamila dmitri dmytro doina dolores dominic dominik
    dominika donald donna donovan dora doreen doris dorota dorothy doug douglas dragos drita dritan
    duaa duarte duc duncan dunya durga dusan dwayne dylan ebele ebony ebrima ebru ebun eddie eden
    edita edith edmund edna eduarda eduardo edward edwin efe efua egle ehsan eileen ejike ekaterina
    ekene ekua elaine eleanor elena eleni elham eli elias elif elijah elin eliot elira elisa
    elisabeth elise elisha eliza elizabeth ella elle ellen ellie elliot elliott ellis elnaz elodie
    elona elsa elsie elton elvira elvis elzbieta emeka emilia emily emine emma emmanuel emmeline
    emre engin eniola enkela enrique enzo eoin ercan eren eric erica erik erika erin ermias ermira
    ernest esha esme esmeralda esosa esperance esra estelle esther eszter ethan ethel etta eugene
    eugenia eunice eva evan evangeline eve evelyn evie ewa ewan eyob ezekiel ezra fabian fabio fadi
    faduma fadumo fahad faigy faisal faiza fanta farah farai fardowsa farhad farhan farhana farid
    farida faridah farzad farzana farzaneh fatema faten fatima fatjon fatlum fatma fatmata fatou
    fatoumata fatoumatta fatuma faye fearne federico felicia felicity felix femi fenella fereshta
    fergus fernanda fernando feven ffion fikret filip filiz finley fiona fionn fionnuala flora
    florence florin flutura folake folasade folashade fowzia frances francesca francesco francis
    francisca francisco frankie fraser fred freddie frederick freshta freweini freya funke funmi
    gabor gabriel gabriela gabriella gabrielle gamze ganesh gareth gary gavin gaz geeta gelila gemma
    genet geoff geoffrey george georgi georgia georgiana georgie georgina geraint gerald geraldine
    gerard gergana gertrude getachew gethin ghada gheorghe ghulam gianna gideon gift gilbert giles
    gillian gina ginika ginny giorgos giovanni girma gisele gita gladys glenda glenn gloria gloriana
    godfrey godwin gokhan golnaz goncalo gordon gosia graeme graham grainne grazyna greg gregory
    greta griffin grzegorz guillermo gul guled gulsah gulsen gulshan gurdeep gurleen gurpreet
    gurvinder gus gustavo guy gwen gwendolyn gwyneth haben habib habiba habtom hadiya hae hafsa
    haider hailu hajra hakan hakeem hal hala halil halima halina hallie halyna hamdi hamid hamida
    hamish hamza hana hanad hanan hani hania hanna hannah haoran harinder haris harjit harleen
    harley harmony harold haroon harpreet harriet harrison harry harsh haruna harvey harvir hasan
    haseeb hashim hasina hassan hatice hattie hawa hawraa hayden hayley hazel heather heba hector
    heidi helen helena helga helin henrietta henry henryk herbert hermione hetal hettie hevin hiba
    hibo hilary hilda hiral hiroshi hisham hoang hodan holly homayoun horace hossein howard hristo
    hubert hugh hugo hulya humaira humphrey huong huseyin husna hussain hussein hyacinth hyun iain
    ian ibrahim ibukun idil idris ife ifeanyi ifeoma ifrah iga ignacio igor ikechukwu ikram ilhan
    ilie ilir ilona ilyas ilyes ilze iman imane imani imelda imogen imran ina inaaya inaya india
    indira ines ingrid ingrida ioana iona ionel ionela ionut iqra irene irina irma iryna isaac
    isabel isabella isabelle isata isatou isha ishaan ishani ishaq ishmael isla ismael ismail isobel
    israel issac istvan iulia ivan ivana ivanka ivelina ivor iwan iwona iyabo izabela izzy jaan
    jabari jace jackie jackson jacob jacqueline jacqui jade jaden jadwiga jafar jagoda jahid jahmal
    jahmelia jahvon jai jaime jake jakub jale jalen jamaal jamaica jamal jameela james jamie jamila
    jamshid jan jana jane janelle janet janice janina janine jannat jannatul janusz jared jaroslaw
    jasleen jasmin jasmine jason jasper jaspreet jasvinder jasvir jaswinder javid javier jawad jax
    jaxon jay jayce jayda jayden jayla jaylen jayne jean jeanette jeff jeffrey jelena jemima jemma
    jenna jennie jennifer jenny jeremiah jeremy jermaine jerome jerry jerzy jess jesse jessica
    jessie jesus jethro jiahao jignesh jill jillian jim jimmy jiyan jo joan joana joanna joanne joao
    jocelyn jodie jody joe joel johan johanna john johnny jolanta jolene jomo jon jonah jonas
    jonathan jonida jonny jordan jordyn jorge jose joseph josephine josh joshua josiah josie joss
    joy joyce juan juanita judith judy jules julia julian juliana julie juliet juliette julio julius
    jumoke junaid june junior junjie jurgita justin justina justine justyna jyoti kacper kadeem
    kaden kader kadiatou kadiatu kadija kadijah kadir kai kaiden kailash kaitlyn kaja kalifa kalina
    kalisha kalpana kamal kamala kamaljit kamil kamila kamlesh kamran kanwal kara kareem karen karim
    karima karina karl karolina karthik kashif kasia kasim kassim kat katalin katarina katarzyna
    kate katerina katherine kathleen kathryn kathy katia katie katrina katy kavita kavya kay kaya
    kaycee kayden kayla kayleigh kayode kazi kedir keeley keerthana kehinde keira keisha keith
    kelechi kelly kelsey kelvin kemal kemar kemi ken kendra kenechukwu kenneth kenny kenya kerem
    keron kerry keshia ketan ketevan kevin keyvan keziah khadija khadijah khadra khady khaled khalid
    khalida khalil khalisa khanh khatera khushi kian kiara kidane kidist kiera kieran kim kimberley
    kimberly kimora kinga kiran kiranjit kirsten kirstie kirsty kirti kishan kit klaudia kledi kofi
    kojo konrad krish krishna kristian kristina kristof kriti krupa krystal krystian krystyna
    krzysztof kuba kudzai kuldeep kulwinder kunal kunle kwabena kwadwo kwaku kwame kwasi kwok kyla
    kyle kylie kyra kyriakos kyron lacey lachlan laila lakshmi laleh lamar lamin lamine lana lanre
    lara larisa larissa larry lars laszlo latifa latisha latoya latoyah laura lauren laurence laurie
    lavanya lavinia lawrence layla layton lea leah leanne lee leila leilani lena lennie lennox leo
    leon leona leonard leonardo leonie leonor leonora leroy lesley leslie leszek leticia letitia
    leul lewis lexi leyan leyla liam liana lianne liban lidia lidija liesl lila lilah lilian lillian
    lily lina linda lindiwe lindsay lindsey linh linus lionel liridona lisa lisbeth liva livia liviu
    liz liza lizzie ljubica llewelyn lloyd logan lois lola lorenzo loretta lorna lorraine lottie lou
    louis louisa louise luan luana lubna luca lucas lucia lucian luciana lucinda lucja lucy luis
    luisa lukas lukasz luke luljeta lulwa luna luther luz lwam lydia lyndsey lynette lynn lynne lyra
    maame mabel maciej mackenzie macy madalina maddison madeleine madiha madison mae maeve mafalda
    magda magdalena maggie magnus mahad mahdi mahesh mahir mahira mahlet mahmood mahmoud mahnaz
    mahnoor mahsa maia mairead maisie maja majid makeda malachi malachy malaika malak malakai
    malcolm malek malgorzata malik malika mamadou manal mandeep mandy maninder manisha manju manny
    manoj manon manpreet manuel manuela marc marcel marcela marcella marcia marcin marco marcos
    marcus mareike marek margaret margarida margarita margot marguerite maria mariah mariam mariama
    marian mariana marianne mariatu marie mariella marija marilyn marina mario marion marisa marissa
    marius mariusz mariya marjan marjorie marlon marta martha martin martina martyn marvin marwa
    mary maryam maryan marysia masego masoud mateja mateo mateusz matilda matilde matteo matthew
    matthias maud maureen maurice max maxim maximilian maxine maxwell maya mayowa mayur mbali
    mebrahtu medina meena meera megan megha mehdi mehmet mehreen mehri mehwish mei meilin meiling
    mekdes mekhi mel melanie melat melek melinda melissa melvin memoona mercy meredith merhawi
    merima merve merveille meryem meseret mia micah michael michaela michal michele michelle miguel
    mihaela mihai mihir mikael mikaela mikail mike mikolaj mila milan mildred milena milica
    millicent millie milly milo mimi mimoza mina minal minerva ming minh minnie mira miranda mircea
    mirela miriam miroslav mirwais mirza misbah mitchell mitra modupe moesha mohamad mohamed
    mohammad mohammed mohamud mohsen mohsin moira moises mojgan mollie molly mona monica monika
    monique monira morenike morgan moses moshe mouna mounir moussa mubarak muhammad muhammed muhsin
    mukesh mulu mumina muna munashe murat muriel murray mursal musa mustaf mustafa musu mya myla
    myles myra nabeel nabil nabila nadeem nadia nadifa nadine nadir nadiya nafisa nagina naheed
    nahid naima najib najla najma nana nancy naomi narges nargis nasima nasir nasra nasreen nasrin
    nasser natalia natalie nataliya natasha nathan nathaniel natnael navdeep naveed navjot navya
    nawal nazanin nazia nazir nazma ndeye nebiyu necla neda neel neha neil nell nellie nelly nelson
    nermin nesta nevaeh neve neveah nevena nga ngoc ngozi nguyen nhung nia niamh nicholas nick nicki
    nicky nicola nicolae nicolas nicole nida nigar nigel nikhil nikita nikki nikola nikolay nikolina
    nila nilesh nilufer nimco nimesh nimra nina nino nirosha nisa nisha nkechi nkiru nnamdi noah
    noel noelle nogah nokuthula nomsa noor noora nora noreen norma norman nosipho nour noura nourhan
    nsimba nuala nuno nur nura nurcan nuri nusrat nyasha nyla oana oanh obi obinna ocean octavia
    odette ogechi oisin okechukwu oksana ola olabisi oladapo olamide oleksandr olena olga oli olive
    oliver olivera olivia oliwia ollie olu olufemi olumide oluwadamilola oluwafemi oluwaseun
    oluwaseyi oluwatobi oluwatoyin omar omari omer omid omolara onur onyeka opeyemi ophelia oren
    orhan orla orlando orli osama oscar osian osman oswald otis ottilie oumar oumou ousmane ovidiu
    owen oyinkan ozan ozge ozlem pablo padraig paige pamela paola paolo paramjit paraskevi parisa
    parminder parveen parvin parwana pascal pat patience patricia patrick patrik patryk paul paula
    paulina pauline paulo pavel pavlina pawel payam payton pedro peggy penelope perry petar pete
    peter petra petronella petru petya phil philip philippa phillip phoebe phoenix phuong phyllis
    pia pierre piers pinar piotr piroska plamen polly pooja poppy portia prakash pranali pranav
    precious preeti prem princess priscilla pritesh priti priya priyanka prudence przemyslaw qasim
    quang quentin quincy quyen rabab rabia rabiya rachael rachel rachid rachida radhika radka
    radoslaw radu rafael rafaela rafal rafi raheem rahel rahela rahim rahima rahma rahul raihan raj
    raja rajesh rajinder rakesh ralitsa ralph raluca rama ramadan ramazan ramesh rami ramon ramona
    rana randeep rania ranjit raphael raquel rasa rasha rashad rasheed rashid rashida rasmus ravi
    ravinder ray raya rayan raymond razan razia razvan reanna rebecca rebekah recep reece reem reena
    reggie reginald rehan rehana rekha remi rena renata renato rene renee reuben rex reza rezvan
    rhea rhian rhianna rhiannon rhoda rhona rhys ria ricardo richard rick ricky ridvan rihanna riley
    rima rina rishi rita ritchie ritesh river rivka riya riza rob robbie robel robert roberta
    roberto robin robyn rochelle rocio roda roderick rodica rodney rodrigo roger rohan rohit roisin
    rojin rokeya roksana roland roman romana romario romeo romy ron ronald ronan ronnie rory rosa
    rosalind rosana rosanna rosanne roseanne rosemary rosetta roshni rosie ross rotimi rowan rowena
    roxana roxanne roy roya rozerin ruairi ruben rubina ruby ruchi rudi rufaro rufus rukhsana
    rukshana ruma rumana rupa rupal rupert ruqayyah russell ruta ruth ruvimbo ryan ryszard saad
    saadia saba sabah sabiha sabina sabine sabrina sachin sadaf sade sadia sadie sadik saeed safa
    safia safiya sagal sahal sahand sahar sahra said saif saima sajid sakina sal salah saliha salim
    salima sally salma salman salvador sam samantha samara samboja sameer sami samia samina samir
    samira samiya sammy samson samuel samuela sana sanaa sandeep sandhya sandra sandro sanela
    sangita sania sanjana sanjay santiago saoirse sapna sapphire sara sarah sarai sardar sarita
    sarmad sasha saskia satnam saul saule savannah sawsan sayed scarlett scott sean sebastian seble
    seda segun sekou selam selamawit selena selim selin selina selma semra senait seren serena serge
    sergei sergio serhiy serkan seth seun sevda sevgi seyi shabana shabnam shadia shafiq shahab
    shahid shahida shahin shahnaz shaimaa shakil shakira shakur shamima shams shamso shanae shane
    shanelle shania shanice shanika shaniqua shannon shantelle shanti shapna shaquille sharif
    sharmarke sharmila sharmin sharon sharonda shaun shauna shauntelle shayan shayla shaz shazia
    shea sheikh sheila shelby shelley sheniece sheree sherelle sheridan sherry sherwan sheryl shilan
    shima shira shirin shirina shirley shirwan shivani shkelqim shona shpresa shqipe shreya shukri
    shukria sian sibel sibongile sibusiso sidney sidra siena sienna sierra sigrid sihem silas silvia
    silviu silviya simeon simisola simon simona simone simran simret sinazo sinead siobhan sioned
    sipho sita siyabonga skye skyla slawomir sneha snezana sofia sofie soha sohail soheila solomon
    somaya sonal sonia sonja sonya sophia sophie soran soraya sorin souad soumaya srdjan stacey
    stacy stan stanimir stanislav stanislaw stanley stavros stefan stefania stella steph stephanie
    stephen sterling steve steven stewart stoyan stuart suad subash subeer subhan sudha sue sufiyan
    suhail suhaila sujatha sukhdeep sukhjit suki sulaiman suleiman suleyman sultana sumaiya sumaya
    sumayya sumayyah sumeya sundus sunil sunita suraj suresh surinder surjit susan susana susanna
    susannah susie suzanne suzie svetla svetlana svitlana sybil sylvester sylvia sylvie sylwia
    szymon tabitha tadeusz tafadzwa taher tahir tahira tahmid tahmina tai taiwo taiye takudzwa talha
    talia tallulah tamanna tamar tamara tameka tamika tamrat tamsin tanaka tania tanisha tanjina
    tanvi tanvir tanya tapiwa tara tarek tareq tariq tariro tasha tashan taslima tasnim tatenda
    tatiana taya tayo ted teddy tegan tejal temi temitayo temitope tendai teniola teodora terence
    teresa teri terrell terri terry tesfaye tess tessa tetiana thabo thandi thandiwe thanh tharshan
    thea thelma theo theodora theodore theresa thiago thieu thilini thokozile thomas thuy tia tiago
    tiana tianna tiffany tigist tilly tim timothy tina tinashe tirunesh titilayo tobechukwu tobi
    tobias toby todd tolga tolu tom tomas tomasa tomasz tommy toni tony tope toyin tracey tracy
    travis trevor tricia trina trish trisha tristan troy trudy tsegaye tsion tuan tugba tunde tural
    tuyet tyler tyra tyreke tyrell tyrese tyrone tyson ubah uche uchenna ugo ugochi ugochukwu ugur
    uju umair umar umayma umit unaisah ursula urszula urvashi usama usha usman uyen uzma uzoma
    valbona valdete valentin valentina valeria valerie valon vanessa vanja vanya varsha vasco vasil
    vasile vasilis vaughan venetia venkatesh vera verity verna veronica vesna vicki vicky victor
    vijay vikash vikram viktor viktoria viktorija vilma vimal vinay vincent vinny viola violet
    violeta viorel virginia visar vishal vitor viv vivek vivian vivien vivienne vjosa vlad vladimir
    volodymyr wafa wafaa wagner wahid wahida walid walter wambui wanda waqas warda warren wasim
    wayne wei wellington wendy weronika wesley whitney wiktor wiktoria wilfred wilhelmina wilma
    wilson winifred winston wioletta wojciech wubit xander xanthe xavier xenia xiao xiaohong xiaoli
    xiaoming xiaoyan xuan yaa yaakov yahya yaqub yara yared yaroslav yaseen yasemin yasin yasir
    yasmeen yasmin yasmina yasmine yasser yaw yekaterina yemi yeshi yetunde yewande yiannis yinka
    yodit yohannes yolanda yonas yordan yordanos yosef younes youssef youssou yuen yuki yulia yuliia
    yuliya yunus yuri yusra yusuf yuxuan yvette yvonne zabiullah zac zach zachariah zachary zahid
    zahida zahir zahra zaid zaina zainab zainabu zaira zak zakaria zakariya zaki zakia zamira zamzam
    zane zara zarina zaynab zbigniew zeenat zehra zeina zeinab zekarias zekiye zelda zena zenab
    zerihun zerrin zeynep zia ziad zihan zina zinab zion zita zoe zoey zofia zohal zohra zola zoltan
    zoran zsofia zsuzsanna zubaida zubair zuberi zuhra zuleikha zulfiqar zuri zuzanna
"""
# These are words, months or places as well, and name somebody only beside something else.
_FORENAMES_TOO = """
    abbey abel ada ali ama amber an angel any april art ash august austin autumn awa bailey baker
    basil bea beau bethlehem bill blake blossom bonnie brook brooke brooklyn can candy carol carter
    chance charity chase chelsea chi christian clay cliff colt comfort constance coral crystal daisy
    dale dallas dan dash dawn dean deb dee destiny devon dignity don dot drew duke earl ebony eden
    elder ella era eve faith fang favour fern fleur florence frank gale gene georgia gift ginger
    glen goodness grace grant gus guy happiness harley harmony harper harsh hazel heath heather
    heaven hero holly honour hope hudson hui hunter iman india io iris is israel ivy jack jade jan
    jasper jay jean jet jewel jing jo job jordan joy jude judge june junior justice justus kay kenya
    king kit lan lance lane lark laurel lee legend lei leigh len lily ling london lou louie lucky
    mae major mal maple marigold marina mark marvel mason matt max may melody memory mercy merit
    mike miles millie mina ming mo my myrtle nan nana nia nick no noble noor norma nova ocean ola
    olive om otto pa page paris parker pat patience peace pearl penny pepper petal phoenix ping
    piper poppy praise precious pride prince princess queen rain rama ramadan ray reed rex ria rich
    river rob robin rocky roman rose rosemary rowan ruby rusty saffron sage said saint sal sandy
    sapphire savannah scout sheikh sid sierra sky skye smith sol sonny star sterling stone storm su
    sue summer sunny sydney tai tate taylor temperance tia trace trinity troy tyne unity val verity
    victoria viola violet virginia virtue wade wai wan ward warren wendell west will willow wing
    winter wisdom woody wren xi xin yan yee yin ying zia
"""
_SURNAMES = """
    abbott abdi abdul abdullah abdullahi abebe abera abiodun abraham abshir abu abubakar acheampong
    achebe adamczyk adams addo ade adebayo adedeji adekunle adeleke aden adeniyi adeoti adepoju
    adesanya adewale adeyemi adeyinka adjei afolabi afolayan agarwal agbaje aguilar agyeman agyemang
    ahmad ahmadi ahmadzai ahmed ahmet aidoo ajala ajayi akande akhtar akinola akinyemi akpan akram
    aksoy alabi alam alaoui alemayehu alemu alexander ali alinejad alizadeh allen alleyne almeida
    alvarez amadi amankwah amin amiri amoah ampofo amponsah amrani anand anderson andrews ankrah
    annan ansah ansari antwi anwar anyanwu appiah appleby arap araya arifi armstrong arnold arora
    arshad arslan asamoah asante asefa asfaw asghar ashby ashraf ashton aslam aslan asrat assefa
    atkin atkins atkinson austin avdiu awad awan awolowo aydin ayodele azad azevedo aziz azizi
    babatunde bah bailey bains baird bajwa bakare baker balogun bamidele banerjee bangura bankole
    baptiste baran barber barbosa barbu barik barker barlow barnard barnes barnett barr barrett
    barron barrow barry bartlett barton barzani basha bashar bashir bassett bates baxter bayram
    beaumont beckett beckford beckles begum bekele belay bello benali bennett benson bentley
    benyoucef beresford berhane berhe berisha bernard berry besong bevan bhatia bhatt bhatti bhuiyan
    bianchi bibi birch birhanu blackburn blackwell blackwood blair blake bloggs blythe boakye
    boateng bokhari bolton bond bondarenko bonsu booth bosede boswell bouazza boudiaf bowen bowers
    bowman boyd boyle bradford bradley bradshaw brady braithwaite brennan brewer briggs brookes
    browne bruce bruno bryan bryant buchanan buckley bukhari bulut burgess burke burnett burns
    burrows burton bushati butcher butler butt byrne cabrera cakir caldwell camara cameron campbell
    cardenas cardoso carlson carpenter carr carroll carson carter cartwright carvalho castillo
    castro cavanagh ceesay ceka celik cetin chadwick chambers chan chand chandler chapman charles
    charlton chatterjee chaudhary chaudhry chaudhury chauhan chavez chen cheng cheung chigumba
    chileshe chin chinamasa chirwa choi chol chopra choudhary choudhury chowdhury chowdury christie
    chukwu chung church cinar ciobanu cisse clark clarke clarkson clayton clements coelho cohen
    coker cole coleman coleridge collier collins colombo connolly connor conroy constantin conteh
    conway cooke cooper corbett correia corrigan costa costello coulibaly cousins cowan cox craig
    crawford crosby crossley crowther cruz cuevas cullen cummings cunha cunningham curley curran
    curtis da'silva dabrowska dabrowski dacosta dahir dalton daly dang daniel daniels danjuma
    danquah danso dao darboe darby darko das dauda davey david davidson davies davis davison dawson
    deacon decker degefa delaney demir demirci dempsey deng denton dervishi desai deshmukh desta
    devi devlin dhaliwal dhillon diaby diallo diaz dickinson dickson dimitrov dimitrova diop dirie
    dixon dlamini doan dobson docherty dogan doherty dolan domingo dominguez donaldson donkor
    donnelly donovan doran dos'santos dougherty douglas downes doyle drammeh drummond dube dudley
    duffy dumitru duncan dung dunlop dunn durojaiye durrani dushi dyer eaton ebrahimi eccles edwards
    effiong egan ekpo elliott ellis emmanuel english erdogan ergun eriksson ermias esposito essien
    eustace evans everett eze ezeani ezeh faal fadahunsi fadera fagbemi fallon farah farmer farooq
    farouk farrell farrow fashola fatima faulkner fearon fekadu feldman ferguson fernandes fernandez
    fernando ferrari ferreira figueiredo finch findlay finlay fitzgerald fitzpatrick flanagan
    fleming fletcher flores flynn fofana fofanah fonseca forbes forde forster forsyth fowler frances
    francis franklin fraser freeman freitas friedman frimpong fuller gallagher galloway galvez
    gamble garcia gardiner gardner garner garrett gashi gayle gbadamosi gebre gebremariam
    gebremedhin george georgieva georgiou getachew ghani ghebremedhin gheorghe ghosh giang gibbons
    gibbs gibson gilbert giles gill gillespie gilmore giordano girma gleeson glover goddard godfrey
    godinho goh goldberg goldstein gomes gomez goncalves gondal gonzalez goodman goodwin gordon
    gorski gould grabowski graham grainger greaves greenwood gregory grewal griffin griffiths grimes
    guerrero guler gumbs gunes gunn gupta gurung gutierrez guzman gyamfi habib habte habtemariam
    habtom hackett haddad haddadi hadi hagan hagos hague haidari haile hailu haji hakim hakimi hale
    halili halliday hamdan hamed hamid hamidi hamilton hammond hampton hancock hanley hannan hansen
    hanson hansraj haque harding hardy hargreaves harper harrington harris harrison hart hartley
    harvey hasani hashemi hashi hashmi hassan hassani hassanzadeh hawkins hayes haynes hayward healy
    heath henderson hendry henry herbert hermansson hernandez herrera hersi hewitt hickey hicks
    higgins higgs hilton hinds hirsi ho hobbs hodge hodges hodgson hoffman hogan holden holder
    holland holloway holmes holt hooper hopkins hopper hoque horton hossain hosseini hotak houghton
    howard howarth howe howell howells hoxha huang hudson huggins hughes hull humphrey humphreys
    humphries hurley hurst hussain hussein hutchinson hyde hyseni ibekwe ibrahim ibrahimi idowu
    idris idrissi igbinedion igwe ikeda iliev ilyas imran ingram ionescu iordache iqbal ireland
    irving islam islami ismail isse ivanov ivanova iyer jablonski jackman jackson jacobs jafari
    jakubowski jalali jalloh jallow jama jamal james jamieson jammeh jankovic jankowski jarvis
    jasinski jatta javaid javed jaworski jefferies jenkins jennings jeyakumar jimenez john johns
    johnson johnston johnstone jones joseph joshi jovanovic joyce kabba kabia kabir kader kaiser
    kakar kallon kamara kaminska kaminski kandasamy kang kanu kaplan kapoor kargbo karim karimi
    karzai kassa kaur kavanagh kay kaya kazemi keane kearney keating kebede keita kelly kelmendi
    kemp kendall kennedy kenny kent kerr khalid khalil khaliq khan khanom khatib khatun khumalo
    kidane kidd kiflom kilic kim kipkemboi kiprono kirby kirk knowles kofi konate korkmaz koroma
    kostov kovacs kovalenko kowalczyk kowalska kowalski kozlowski krasnici krasniqi kravchenko
    krawczyk krishnan kruger kucuk kumar kumari kurt kuti kwakye kwarteng kyei lai laing lal lam
    lamb lambert lamin lancaster langley larkin larsen lau laurent law lawal lawrence lawson leach
    lebbe lebedev lee legg leigh leka lekaj lennon leonard leslie leung levi levy lewandowska
    lewandowski lewis li lika lila lim lin lindsay lister liu llewellyn lloyd lo logan lopes lopez
    loshaj love lowe luca lucas lund luong lynch lyons ma mabaso macdonald machado mackay mackenzie
    macleod madden magee maguire mahamud maharaj maher mahmood mahmoud mahmud maina majeed majewski
    makoni malaj malhotra malik malinowski malone mancini mandal mandla mann manning mansaray
    mansell mansour manyika mapfumo maposa marciniak marin marinov marku marong marques marshall
    martin martinez martins martynova mason masood massey masuku matei mathews mathur matthews
    maunze maxwell mazur mbatha mbeki mbuyi mcallister mcbride mccann mccarthy mccormack mccoy
    mcdermott mcdonald mcdonnell mcfarlane mcgee mcgrath mcgregor mcguire mcintosh mcintyre mckay
    mckenna mckenzie mclaughlin mclean mcleod mcmahon mcmanus mcmillan mcnamara meah mebrahtu mehari
    mehmet mehmood mehta mekonnen melo melville mendes mendoza mendy mengistu menon mensah mercer
    meyer miah michael michalski middleton miller mills milne mir miranda mirza mishra mistry
    mitchell mkhize modi mohamed mohammad mohammadi mohammed mohamoud mohamud mohapi molina mollah
    moloney monaghan monroe monteiro montgomery moody mooney moore moradi morales moran moreira
    moreno morgan moriarty morley morris morrison morrow morton moses moss moyo mueller mugabe
    mughal muhammad muir mukendi mukherjee mullen muller mumtaz munoz munro munteanu muresan murphy
    murray murtagh musa mushtaq mustafa mutasa mwangi myers nadeem nagy naidoo nair najjar nana
    nascimento nash nasir nasiri nasser navarro nawaz naylor nazari ncube ndiaye ndlovu neal nelson
    nematollahi neves neville newell newton ng nguyen ngwenya nicholls nicholson nicolae nielsen
    nikolic nikolov nistor nixon njie njoku nkosi nkrumah noor norman norris norton novak nowak
    nowakowski nsubuga ntim nunes nunez nur nwachukwu nwosu nyarko nyathi nzeogwu o'brien o'connell
    o'connor o'dea o'donnell o'hara o'keefe o'leary o'neill o'reilly o'rourke o'shea o'sullivan
    o'toole obasi obeng obi obiora odhiambo odukoya odusanya oduya offiah ofori ogbonna ogden
    ogunbanjo ogundipe ogunleye ojo okafor okeke okeowo okereke okoli okonjo okonkwo okoro okoye
    okpara oladipo olatunji olawale oliveira oliver oloyede olsen olszewski olu oluwole omar omondi
    omotayo onuoha onwuka onyango onyeka onyekachi opoku ordonez ortega ortiz osagie osborn osborne
    osei osman osuji oteng otieno otoo owens owusu oyedepo oyekan oyelaran oyelowo oyewole ozdemir
    ozkan ozturk pacheco padmore palmer pandey pandya papadopoulos paphitis paraschiv parekh parfitt
    parker parkin parkinson parmar parsons pascoe patel paterson pathak patil patricio patrick
    patterson paul pavlov pawlak pawlowski payne peacock pearce pearson pedersen pellegrini pereira
    perez perkins perrin perry petersen peterson petrov petrova pham phan phillips phiri pickering
    pietrzak pillai pinnock pinto piotrowski piper pires plant plummer polat pollard popa popescu
    popov popovic porter potts poulter powell pratt prempeh prescott preston price prifti prince
    pritchard proctor prosser pryce pugh purcell qadir qasimi quaye quinn quintero qureshi radford
    radu rafferty rafiq rahimi rahman rahmani rahmati raja rajah rajan ram ramadani ramanathan
    ramirez ramos ramsay ramsey randall rao rasheed rashid rashidi rathod rathore raza reddy redmond
    reed rees reeves regan rehman reid reilly restrepo rexhepi reyes reynolds rezaei rhodes ribeiro
    richards richardson riley rinaldi ritchie rivera robbins roberto roberts robertson robinson
    robson rocha roche rodrigues rodriguez rogers romano romanov romero rooney rosario rosenberg
    rossi roth rowe rowland rowley roy ruiz rushton russell russo rusu rutherford rutkowski ryan
    saad sadat sadiq sadowski safi sahota said saini salah salako saleem saleh salim salmon samadi
    samuels sanchez sanders sanderson sandhu sankara sankoh sanni santiago santos sanusi saqib
    sarkar sarpong sato saunders savage sawyer saxena sayed schmidt schneider schofield schultz
    scott sebastian selimi selvarajah senghore sequeira sesay shaban shah shaheen shahid shaikh
    shala sharif sharifi sharma sharpe shaw shehu shehzad sheikh shepherd sheppard sheridan sherwood
    shevchenko shields shirazi shonibare shrestha shukla sibanda siddique siddiqui sidhu sikder
    silva silveira simmonds simmons simpson sims simsek sinclair singh sinha sithole siva sivakumar
    skinner slater slimani sloan smailes smart smith smyth soares sofroniou sokolova solanki solomon
    soto sousa sow sowe soyinka spence spencer sritharan stafford stanford stanikzai stanley
    stapleton steele stefanescu stefanov stein stephens stephenson stepien stevens stevenson stewart
    stoica stojanovic stokes stringer stuart subramaniam sule suleiman sullivan sultan sultana
    sultani suri sutcliffe sutherland sutton svensson swain swann sweeney sylvester szabo szewczyk
    szymanska szymanski tabassum tadesse tahir taiwo talukder tamang tan tandoh tang tanner tariq
    tate tavares taylor teixeira tekle tembo temesgen tesfai tesfamariam tesfaye teshome tetteh
    thaci thakkar thapa thevarajah thomas thompson thomson thornton tilahun tiwari todd todorov toma
    tomaszewski tomlinson tortoe touray toure townsend tran traore trivedi truong tucker turay
    turnbull turner tyler ubah uddin ude udeh ullah umar umeh underwood unwin uppal ural usman uzor
    vaghela valente vargas varma vasile vasilev vasileva vasquez vaughan vaz vega veliu venter verma
    vickers vieira vincent virk vu vukovic wachira wadsworth wagner wainwright walczak wallace
    waller wallis walsh walter walters walton wang wanjiru warner warren warsame watkins watson watt
    watts weaver webb webber webster weir welch weldemichael weldu wellington wharton wheatley
    wheeler whitaker whitehead whitehouse whitfield whittaker wieczorek wilcox wilkins wilkinson
    williams williamson willis wilson winstanley wisniewska wisniewski witkowski wojcik wolde woldu
    wolfe wong woodward woolley worthington wozniak wright wroblewski wu wyatt wynne xhaferi xu
    yadav yakubu yamamoto yang yasin yates yavuz ye yeboah yeung yildirim yildiz yilmaz yimer yin
    yohannes yousaf youssef yousufzai yu yunus yusuf yusufi zadran zafar zaidi zajac zalewski zaman
    zamani zapata zawadzki zerai zhang zhao zheng zhou ziegler zielinska zielinski zimmerman
    zivkovic zogaj zulu
"""
_SURNAMES_TOO = """
    abbot an archer bah baker ball banks barker barnet barnett barrow bath bean bell best bird
    bishop black blackburn blessed block bloom bolt bolton bond bradford brand brent brewer bridge
    bridges bright bromley brook brooks brown bruce bull burns burton bush butcher butt camden
    carpenter carter castle chambers chance chase child childs chin christie church clark coates
    cook cooper costa cotton cousins cross crow dale day deacon dean do drake dudley duke dung dyer
    early east english farmer field fields finch fisher foot ford forest fort foster fountain fox
    francis french frost gale gamble garden gardener gardens gates gill golding good grant gray
    green grey hackney hale hall ham hand hardy hart he head hill hills ho holder holiday holland
    hood hope house hull hunt hunter hurst ireland islam it joy kay keen kent key kim king kingston
    kitchen knight lake lam lamb lancaster land lane law lawn lee levy li lin little lo lock long
    lord love low ma major mann march marks marsh marshall mason may me melo merton middleton miller
    mills mir moody moon moor moss newham nice noble north norton oakes page paris parish park
    parker parks parr peace pike pitt plant pole pollock pond poole pope porter post potter power
    powers preston price pride prince prior ram read reader rhodes rice rich rivers rose rush sage
    said salt sands savage sawyer self seymour sharp she shepherd shields shore short silver singer
    skinner slade small smart snow so sow speed spring stafford stanley stern steward stock stone
    street strong su sultan summers sutton swan swift tan tanner taylor temple thorn tower tree
    trigg turner vale vane wade wales walker wall ward waters way weaver webb weeks weir wellington
    wells west wheeler white wild will wills winter winters wise wolf wood woods worth wren wright
    ye yin you young
"""
FORENAMES_TOO = frozenset(_FORENAMES_TOO.split())
SURNAMES_TOO = frozenset(_SURNAMES_TOO.split())
# Those that are nothing but names.
FORENAMES = frozenset(_FORENAMES.split()) - FORENAMES_TOO
SURNAMES = frozenset(_SURNAMES.split()) - SURNAMES_TOO
