import type { Lexicon } from "./lexicon.ts";

/** Persian in Latin letters. Written in one plain spelling; `spelling` makes the usual variants match. */
export const finglish: Lexicon = {
  affixes: {
    before: "",
    after:
      "e|o|i|h|am|at|et|ash|esh|emoon|etoon|eshoon|amo|emo|eto|esho|mo|ro|ha|haye|ham|hash|haro|m|t|sh|moon|toon|shoon|a|ast|s|im|in|id|an|and|um|ye|eh|tun|mun|shun|aye|ie|etun|emun",
    spelling: {
      aa: "aa?",
      a: "aa?",
      oo: "(?:oo|ou|u|o)",
      ee: "(?:ee|i|y)",
      i: "(?:i|ee|y)",
      gh: "(?:gh|q|g)",
      kh: "(?:kh|x)",
      v: "[vw]",
      ei: "(?:ei|ey|e)",
      mm: "mm?",
      ll: "ll?",
      ss: "ss?",
    },
  },
  topics: {
    delivery: {
      strong: `faghat ([0-9]+|yek|yeki*|ye|do|se|nesf*) … (resid*|oomad*|ferestadid|ferestadin|tahvil*), naresid*, nareside*, nemirese*, nemiresad, nemires*, nayoomad*, nayamad*, (sefaresh|baste|marsoole|mahmoole|kala|kharid)* … (koja*|koo|chi shod|dir|nist|gom|ki mirese|key mirese|naresid*|moond*|montazer*|miad|nayoomad*|takhir), (tahvil|tahvilesh) … (nadad*|nashod*|nagereft*|nemid*), dir … (resid*|mirese|ersal|avord*|kard*|oomad*), takhir … *, ersal … (nashod*|nakard*|nemi*|dir|takhir), nafrestad*, nemifrest*, gom shod*, (key|kei|ki) … (mirese|miresad|ersal|tahvil|miad), (hazine|zaman)e? ersal, ghar*ar bood … (beres*|tahvil|biad|miresid), hanooz … (nayoomad*|naresid*), kode? (rahgiri|peygiri), basteh? bandi*, (peik|peyk) … (naya*|nayoo*|dir), montazer* … (sefaresh|baste|peyk)*`,
      medium: "ersal*, tahvil*, peyk, peik, post., marsoole*, baste am, montazer*, takhir*, berese, mirese, miferest*",
      weak: "sefaresh*, baste*, anbar, address",
    },
    refund_return: {
      strong: `(poolam|poolamo) (chi shod|kojast|koo), marjoo*, pas (bed*|dadam|midam|bedam|befrest*|bedid|bedin|nadad*), pasesh (bed*|dad*), (pool|poolam|poolamo|vajh|mablagh)* … (pas*|bargard*|barnagasht*|barnemigard*|bedid|bedin|nadad*|oodat), (bargasht|ood[ae]t|esterdad)e? (vajh|pool|kala)*, esterdad*, (avaz*|taviz*) … (kon*|bed*|mikon*), taviz*, avazesh*, (size|sayz|andaze)* … (koochik*|bozorg*|tang*|goshad*|nakhord*), refund*`,
      medium: "avaz*, bargardoon*, bargardan*, bargasht*, pas.",
      weak: "poolam*, size*, sayz*",
    },
    product_defect: {
      strong: `shekast*, kharab*, maeyoob*, mayoob*, naghes*, sookht*, roshan nemish*, sharj nemish*, (eshtebah|avazi|ye chize dige) … (ferestad*|oomad*|dad*), (rang|model|size|kala|jens|mahsool)* … (eshtebah*|fargh|dige|motefavet|kharab|shekaste|taghalobi), taghalobi*, fake*, keyfiat* … (bad|paeen|payin|nadar*|zaeef|eftezah), bi_?keyfiat*, (maze|tam|boo)* … (bad|nadar*|eftezah|gand), (bargh|barghe) gereft*, masmoom*, pare shod*, mogh?ayer*, khat khord*, batri* … (zaeef|kharab|zood), az kar oftad*, tarikh gozashte, fased*`,
      medium:
        "kar nemikon*, karnemikon*, keyfiat*, mahsool*, batri*, garanti*, zemanat*, dastgah*, irad*, jens*, maze*, tam.",
      weak: "kala*, gooshi*, laptop",
    },
    payment_billing: {
      strong: `(pool|mablagh|vajh|hazine)* … (kam shod*|kasr*|bardasht*|raft*|bala keshid*|khordid), az (hesab|kart)* … (kam|kasr|bardasht*|raft), do_?bar … (kam|kasr|bardasht|pool|pardakht)*, (pardakht|tarakonesh|variz)* … (namovafagh|nashod*|anjam nashod*|sabt nashod*|khata|eshtebah|rad shod*), (gheymat|mablagh|faktoor)* … (bishtar|eshtebah|ezafe|ziad|geroon), faktoor*, karmozd*, dargah*, (kode )?takhfif* … (kar nemi*|emal nashod*|nashod*), kife pool*, ghest* … (eshtebah|dobar)*, bardasht … gheyre? mojaz, ezafe … (gerefti*|kam kard*)`,
      medium: "pardakht*, tarakonesh*, variz*, bardasht*, mablagh*, gheymat*, toman*, tooman*, hazine*, rial",
      weak: "pool*, hesab*, geroon*, kart*",
    },
    account_technical: {
      strong: `(login|vared|log in|sabte? nam)* … (nemi*|nashod*|khata|error|moshkel|konam), (nemitoon*|nemish*) … (vared|login|sabtenam|baz), (barname|app|application|site|sayt|narm_?afzar|saytetoon|appetoon)* … (baz nemish*|bala nemi*|hang*|kond*|error|khata|crash|ghat|moshkel|kar nemi*|kharab*), (ramz|password|rams|username)* … (eshtebah|yadam|faramoosh|kar nemi*|avaz*|nemigire|ghabool nemi*), (kod|code|sms|payamak)* … (nemiad*|nayoomad*|nemirese|taeed|ersal nemi*), hesab* … (masdood*|baste shod*|block*|hack*|dozdid*|ghofl*), hack*, error mid*, error*, khata mid*, bug*, hang mikon*, (app|barname)* update*, ehraz*, baz nemish*, bala nemiad*, (gooshi|kart)* … (gom|dozdid*)`,
      medium:
        "app, application*, barname*, site*, sayt*, login*, sabtenam*, ramz*, password, hesabe karbari, account*, akant*, update*, nasb*",
      weak: "internet, kod*, payamak",
    },
    staff_behaviour: {
      strong: `(barkhord|raftar|lahn|akhlagh)* … (bad*|zesht*|tohin*|bi_?adab*|namonaseb|eftezah|tond|forooshande|karmand|peyk|poshtiban)*, (forooshande|karmand|poshtiban|peyk|peik|ranande|operator|mamoor|masool|modir)* … (bi_?adab*|bad akhlagh|tohin*|dad zad|fohsh*|maskhare*|ghat kard*|bad barkhord|bi ehterami), (hich_?kas|hichki|kesi|hishki) … (javab*|pasokhgoo*|gooshi ro|rasidegi), pasokhgoo (nist*|nabood*), javab (nemid*|nadad*|nemidan), bi_?adab*, bi_?ehteram*, tohin*, poshtibani* … (zaeef|eftezah|bad|nadar*|javab), rasidegi (nemi*|nakard*), (telefon|tamas)* … javab nemi*`,
      medium: "poshtibani*, karmand*, forooshande*, ranande*, barkhord*, raftar*",
      weak: "masool*, modir*, javab*, tamas",
    },
    cancellation: {
      strong:
        "pashimoon shod*, pashimun shod*, nazaram avaz shod*, laghv*, lagv*, cancel*, kansel*, kensel*, monsaref*, enseraf*, (hesab|account|eshterak|ozviat)* … (beband*|hazf|pak|ghat), hazfe (hesab|account), faskh*, dige nemikham* … (sefaresh*|beferest*|biad)*",
      medium: "hazf kon*, eshterak*",
      weak: "ozviat",
    },
    info_request: {
      strong: `(address|adres|shomare|saat)* … (shobe|forooshgah|daftar|kari|tamas)* … (koja*|chie|chand*|bedid), shobe* … *, shobe*, kojast … (shobe|daftar|forooshgah)*, saate? kar*, (mojood|mojoodi)* … (darid|darin|hast|nist|mishe)*, mojood*, (gheymat|hazine|nerkh)* … (chand*|cheghad*|chie|cheghadr*), chande., (ghesti|aghsat)*, garanti … (dare|dari*|chand), (rang|model|size)* … (dare|darid|darin|mojood)*, sharayet*, estekhdam*, takhfif … (darid|darin|key|ki), (darid|darin)., chetori … (kharid|sefaresh|sabt|estefade), namayandegi*`,
      medium: "chand, cheghad*, kojast, aya, saat chand, moshakhasat, soal*, mikhastam bedoonam",
      weak: "chetor*, koja, darid, darin, kodoom",
    },
  },
  tone: {
    positive:
      "khoob*, khub*, ali., alie., aali*, aliye, mamnoon*, mamnun*, merci*, mersi*, tashakor*, moteshaker*, sepas*, razi*, rezayat*, mahshar*, binazir*, foghol*, ghashang*, khoshgel*, khoshmaze*, behtarin*, monaseb*, ba keyfiat*, sari*, rahat*, daghigh*, khosham oomad*, khosham miad, damet garm, dametoon garm, afarin*, khaste nabashi*, daste shoma dard nakone, dastetoon dard nakone, eival*, lezat*, dooset*, doost daram, doosesh daram, harf nadar*, khoshhal*, bist.",
    negative:
      "bad., bade., badi., badie., badtar*, badtarin*, eftezah*, mozakhraf*, bikhod*, bi_?keyfiat*, zaeef*, zaif*, ashghal*, chert*, maskhare*, daghoon*, gand*, narazi*, moteasef*, naraha*, asabani*, khaste shodam, kalafe*, pashimoon*, heif*, hayf*, asab*, sharm*, khejalat*, zesht*, namonaseb*, arzesh nadar*, be dard nemikhor*, bedard nemikhor*, kolah_?bardar*, dozd*, doroogh*, faje*, kharab*, moshkel*, irad*, gele*, shaki*, vahshatnak*, nakharid*, geroon*, kond., konde., na_?omid*, aziat*, moatal*, alaf*, sareka*, lanat*, moshkel*, gooh*, khata*, error*",
    problem:
      "faghat ([0-9]+|yek|yeki*|ye|do|se|nesf*) … (resid*|oomad*|ferestadid|ferestadin|tahvil*), gharar bood, (poolam|poolamo) (chi shod|kojast|koo), naresid*, nemirese, nemires*, nayoomad*, nashod*, nashode*, nemish*, nemikon*, nemide*, nemiad*, nemitoon*, nadad*, nakard*, nafrestad*, shekast*, kharab*, maeyoob*, naghes*, gom shod*, dir (resid*|kard*|mirese|shod*), takhir*, eshtebah*, khata*, error*, hang*, kond*, pasokhgoo nist*, dozdid*, hack*, masdood*, gheyre? mojaz, moshkel dar*, moshkel*, kar nemi*, baz nemish*, kam shod … vali, namovafagh*, masmoom*, bargh gereft*, sookht*, pare*, moatal*, hanooz … (naresid*|nashod*|nayoomad*|nadad*|montazer*), montazeram, koja moond*, tohin*, bi_?adab*, javab nemid*, javab nadad*, nagereft*, (pool|poolam|poolamo)* … pas bed*, bargh, (size|sayz)* … (koochik*|bozorg*|tang*)",
    harmless:
      "bad nist*, bad nabood*, badak nist, moshkeli (nist|nadar*|nabood), moshkel nadar*, bedoone moshkel*, harf nadar*, khaste nabashi*, dard nakone*, moshkel* hal shod*, hal shod*, irad nadar*, eibi nadar*, eybi nadar*",
    sarcasm:
      "(dastetoon|dastet|daste shoma|dametoon|mamnoon|mersi|merci|afarin|khaste nabashid)* … (ba in|az in|babate in) … (ersal|khadamat|poshtibani|keyfiat|sorat|vaz|barname|app|site|mahsool|barkhord|rasidegi|kar)*, vaghean ke*, che ajab*, zahmat keshidid*, gol kashtid*",
    anger:
      "eftezah*, mozakhraf*, badtarin*, faje*, asabani*, maskhare*, kalafe*, sharm*, khejalat bekesh*, dozd*, kolah_?bardar*, dorooghgoo*, divoone*, asab*, motenafer*, gand*, ashghal*, daghoon*, lanat*, yani chi, che vaz*, base dige, khaste shodam, sareka*, vahshatnak*",
    negatorBefore: "na., bedoone, hich, gheyre",
    negatorAfter: "nist*, nabood*, nadar*, nadasht*, nashod*, nemi*, nakard*",
    contrast: "vali, ama, amma, faghat, motasefane, moteasefane",
  },
  intent: {
    question:
      "aya, chetor*, chejoori*, key., kei., koja*, chand*, cheghad*, kodoom*, chie., mishe*, mitoonam, darid., darin., chera",
    suggestion:
      "pishnahad*, behtare*, behtar bood, kash*, lotfan … (kam konid|ziad konid|bishtar konid|ezafe konid|behtar konid|dorost konid|eslah konid)*, ezafe konid, behbood*",
  },
  urgency: {
    deadline:
      "(baraye|vase|ta|hamin) (emshab|farda|farda shab|farda sobh|emrooz|hamin emshab|saat [0-9]+), (emshab|farda|emrooz|nim saat dige|ye saat dige|yek saat dige|do saat dige) … (aroosi*|marasem*|parvaz*|safar*|emtehan*|konkoor*|amal*|tavalod*|mehmoon*|jalase*|khastegari*|mosafer*|visa*|check daram), (aroosi*|parvaz*|tavalod*|marasem*|mehmooni*|jalase*|emtehan*) … (emshabe|fardas|fardast|emrooze|emshab|farda), (belit|parvaz|nobat|rezerv|hotel)e? (emshab*|farda*|emrooz*), alan … (saat|[0-9]+) … hanooz … (rah nayoftad*|naresid*|nayoomad*), (gir|moatal|sargardoon|avare) (oftadam|moondam|shodam|shodim) … (foroodgah|hotel|kharej|jadde|khiaboon|marz)*, har che (zoodtar|saritar)*, asap, foran, (bayad|hatman|lazem|niaz|ta) … (emrooz|emshab|farda|hamin alan), (emrooz|emshab|farda) … (lazem*|niaz*|bayad|aroosi*|marasem|parvaz*|safar*|emtehan*|tavalod*), foori*, orzhansi*, ezterari*, kheili ajale*, ajale (konid|daram|konin)*",
    vulnerable:
      "daroo*, insulin*, ghors*, shirkhoshk*, shir khoshk*, nozad*, bimar*, mariz*, bardar*, diabet*, saratan*",
    repeated:
      "(bar|dafe|martabe)e? (dovom|sevom|chaharom|panjom|sheshom|haftom|hashtom|dahom|chandom)*, (dovomin|sevomin|chaharomin|panjomin|sheshomin|dahomin|sadomin) (bar|bare|dafe|payam|tamas)*, (payam|tamas|email|tiket)e? (dovom|sevom|chaharom|panjom|sheshom|haftom|hashtom)*, (do|se|chand|[2-9]) (bar|dafe) … (tamirkar|servis|nassab|oomad|oomadan)*, (do|se|chand|[2-9]) (mahe|haftas|haftast|hafte ast) … (migam|peygir*|zang*|darkhast*)*, har (bar|dafe) ye (tarikh|bahane|javab|harf)*, (do|se|chahar|panj|dah|chand|chandin|sad|hezar|[2-9]|[1-9][0-9]+) (bar|dafe|martabe) … (zang|tamas|peygiri|payam|goftam)*, barha*, chandomin bar*, har rooz … (zang|tamas)*",
    moneyTaken:
      "(pool|mablagh)* … (kam shod*|raft|kasr shod*|bardasht*) … (vali|ama|sefaresh|sabt|nashod)*, do_?bar … (kam shod*|kasr*), pool* … (bala keshid*|khordid|nadadid)",
    unrecognised: "(bardasht|tarakonesh|kharid)* … (man nakardam|nashenas|mashkook)",
    lockedOut:
      "(kart|gooshi|mobile)* … (gom shod*|gom kard*|dozdid*), (hesab|kart|account)* … (masdood*|block*|ghofl*)",
  },
  talk: {
    yes: "bale., are., areh., ari., baleh., hal shod., hale., doroste., bale hal shod., are hal shod., moshkelam hal shod., moshkel hal shod., dorost shod., ok shod., bale mamnoon., are mersi., are merci., bashe., resid., resid dastam.",
    no: "na., nakheir., kheir., kheyr., na hanooz., hanooz na., hal nashod*, na hal nashod*, dorost nashod*, na motasefane., hanooz moshkel*, na moshkel*",
    greeting:
      "salam*, dorood*, sobh bekheir., asr bekheir., shab bekheir., rooz bekheir., vaght bekheir., khaste nabashid., chetori., chetorid., khoobi., khoobid., khubi., alo.",
    please: "lotfan., khahesh mikonam., khaheshan., bizahmat., mikham.",
    thanks:
      "mamnoon*, mamnun*, mersi*, merci*, tashakor*, moteshaker*, sepas*, dastetoon dard nakone., daste shoma dard nakone., dametoon garm., khodahafez*, khoda hafez., felan., bye.",
    filler:
      "az nazare man., baraye man., hanooz., kamelan., ham., dige., kheili., kheyli., khob., vaghean., lotfan., az., shoma., hame., babate., aziz., jan., doost., aqa., agha., khanoom., va., ba., komaketoon., bashe., ok., vaght., azizam., khoobetoon.",
    farewell: "khodahafez*, khoda hafez., felan., bye.",
    noted: "bashe., ok., oki., okey., chashm., besyar khob., kheili khob., motevajeh shodam., fahmidam.",
    presence: "alo., kasi (hast|hastesh|nist)., kesi (hast|nist)., (shoma)? (hasti|hastid|hastin).",
    wellbeing:
      "haletoon (chetore|khoobe)., haletun chetore., halet (chetore|khoobe)., hale shoma., hale shoma chetore., ahvale shoma., khoobi., khoobid., khoobin., khubi., khubid., khoob (hasti|hastid|hastin)., chetori., chetorid., chetorin.",
    bot: "(to|shoma|in)? (robot|robat|bot|machine|adam|adame vaghei|ensan|hooshe masnooi) (hasti|hastid|hastin|ast)., (to|shoma)? (robati|robotid|roboti|adami|ensani)., (to|shoma)? (robot|robat|bot|machine|adam|adame vaghei|ensan|hooshe masnooi|adami|robati|roboti) ya (robot|robat|bot|machine|adam|adame vaghei|ensan|hooshe masnooi|adami|robati|roboti)., (to|shoma)? (robot|robat|bot|machine|adam|adame vaghei|ensan|hooshe masnooi) ya (robot|robat|bot|machine|adam|adame vaghei|ensan|hooshe masnooi) (hasti|hastid|hastin)., (to|shoma)? (robot|robat|bot|machine|adam|adame vaghei|ensan|hooshe masnooi) (hasti|hastid|hastin) ya (robot|robat|bot|machine|adam|adame vaghei|ensan|hooshe masnooi)., (man|daram)? ba (ye|yek)? (robot|robat|bot|machine|adam|adame vaghei|ensan|hooshe masnooi) (daram)? (harf|sohbat|chat) (mizanam|mikonam)., (to|shoma) ki (hasti|hastid|hastin).",
    answering:
      "javab., pasokh., benevis., benevisid., benevisin., harf., sohbat., bezan., bezanid., bede., bedid., bedin., kon., konid., konin., lotfan., mishe., mitoonid., be., zaban., zabane., begoo., begid., faghat., ba., man., az in be bad.",
    tongue: { fa: "farsi, persian", ar: "arabi", en: "engelisi, ingilisi, english" },
  },
  facts: {
    order: "sefaresh*, order*, faktoor*, kharid*",
    between: "shomare, shomareye, be, ba, kode, man, e, am, is, number, no, shomaream",
    fate: "hanooz, naresid, nareside, nayoomad, nayoomade, kojast, chi, shod",
    currency: "toman*, tooman*, tomen*, rial*, dollar*, dolar*, euro*, derham*",
    scale: "hezar, million, milion, melion, miliard, k, m",
    number: "yek, ye, do, se, chahar, char, panj, shish, shesh, haft, hasht, noh, dah, bist, chandin, nim",
    unit: "rooz*, ruz*, hafte*, mah*, saat*, daghighe*, sal., sale.",
    day: "emrooz, emruz, dirooz, diruz, parirooz, farda, dishab, emshab, shanbe, yekshanbe, doshanbe, seshanbe, chaharshanbe, panjshanbe, jome, hafte pish, hafteye pish, mahe pish, hafte ghabl",
    month: "farvardin, ordibehesht, khordad, tir, mordad, shahrivar, mehr, aban, azar, dey, bahman, esfand",
    product:
      "gooshi*, mobile*, mobail*, laptop*, tablet*, headphone*, hedfon*, handsfree*, airpod*, sharjer*, charger*, powerbank*, kabl*, television*, yakhchal*, lebasshooyi*, jarooberghi*, otoo, kooler, ketri*, chaysaz*, seshvar*, doorbin*, printer*, modem*, kafsh*, lebas*, pirahan*, shalvar*, manto*, kif*, atr*, kerem*, ketab*, miz*, sandali*, mobl*, takht*, daroo*, ghaza*, pitza*, pizza*, sandevich*, belit*, livan*, mag., fenjan*, boshghab*, goldan*, ghablame*, tabe., lamp*, ayne*, ghab aks*, komod*, balesh*, hole., chatr*, kamarband*, roosari*, shal., dastkesh*, kolah*, joorab*, daman., hoodi*, tishert*, dampayi*, angoshtar*, gardanband*, kaleske*, keyk*, lastik*",
    place:
      "tehran, karaj, mashhad, esfahan, isfahan, shiraz, tabriz, qom, ahvaz, rasht, kerman, kermanshah, hamedan, yazd, ardabil, zanjan, ghazvin, qazvin, sari, gorgan, bandarabbas, kish, dubai",
    title: "aghaye, khanoome, khanoom, khanome, doctor, mohandes",
    wanted:
      "(pool|poolam|poolamo|vajh)* … (pas|bargard*|oodat)* (bedid|bedin|konid)?, (avaz|taviz|avazesh) (konid|konin|beshe), laghv kon*, cancel kon*, kansel kon*, (jadid|salem) … (beferest*|ersal kon*), peygiri (konid|konin|befarmaeid), rasidegi (konid|konin), tamir kon*, jobran kon*",
  },
};
