/** Key phrases of Italian and Turkish: enough to call a person in, no more. */
import type { RedFlagPhrases } from './red-flag-kinds.ts'

export const italianAndTurkishRedFlags: RedFlagPhrases[] = [
  {
    kind: 'breathing',
    confidence: 0.9,
    phrases: [
      'non (?:\\w+ ){0,3}respir\\w*|(?:fatica|fatico|difficolta|faccio fatica) (?:\\w+ ){0,2}respirar\\w*|manca (?:il |l )?(?:aria|respiro|fiato)|soffoc\\w*|respira (?:male|a fatica)',
      'nefes (?:\\w+ ){0,3}(?:al[ai]m\\w*|darlig\\w*|zor\\w*|kesil\\w*)|nefesim|bogul\\w*|solunum (?:\\w+ )?(?:sikinti\\w*|guc\\w*)',
    ],
  },
  {
    kind: 'chest_pain',
    confidence: 0.9,
    phrases: [
      '(?:male|dolore|dolori|fitta|fitte|peso|oppressione|pressione|stretta) (?:\\w+ ){0,4}(?:petto|torace|cuore)|petto (?:\\w+ ){0,3}(?:male|dolore|stringe|brucia)|infarto',
      '(?:gogs\\w*|kalb\\w*) (?:\\w+ ){0,3}(?:agri\\w*|sikis\\w*|baski\\w*|duruyor|yani\\w*)|kalp krizi|gogus agri\\w*',
    ],
  },
  {
    kind: 'bleeding',
    confidence: 0.9,
    phrases: [
      'sanguin\\w* (?:\\w+ ){0,4}(?:molto|tanto|ancora|continua|tantissimo)|non (?:\\w+ ){0,3}sanguin\\w*|emorragia|perdo (?:\\w+ )?sangue|(?:tanto|molto) sangue|vomit\\w* sangue',
      'kana\\w* (?:\\w+ ){0,3}(?:dur\\w*|cok|devam|kesil\\w*)|cok kan\\w*|kan (?:\\w+ )?(?:kus\\w*|tukur\\w*|gel\\w*|durm\\w*|kaybed\\w*)',
    ],
  },
  {
    kind: 'anaphylaxis',
    confidence: 0.9,
    phrases: [
      '(?:lingua|gola|viso|faccia|labbr\\w*|occhi) (?:\\w+ ){0,4}(?:gonfi\\w*|chiud\\w*|string\\w*)|gonfi\\w* (?:\\w+ ){0,4}(?:lingua|gola|viso|faccia|labbr\\w*|occhi)|(?:reazione|shock) (?:allergic\\w*|anafilatt\\w*)',
      '(?:dil\\w*|bogaz\\w*|yuz\\w*|dudag\\w*|dudak\\w*) (?:\\w+ ){0,3}(?:sis\\w*|kapan\\w*|tikan\\w*)|alerji\\w* (?:\\w+ ){0,3}(?:reaksiyon\\w*|geciriyor\\w*|sok\\w*)|anafilaksi',
    ],
  },
  {
    kind: 'consciousness',
    confidence: 0.9,
    phrases: [
      'svenut[oa]|svenend\\w*|sta svenendo|sven(?:go|ire)|non (?:si sveglia|risponde|reagisce|e cosciente)|privo? di sensi|priva di sensi|convulsion\\w*|perso (?:i sensi|conoscenza)',
      'bayil\\w*|bayg[iu]n\\w*|uyanm\\w*|(?:bilinc\\w*|suur\\w*) (?:\\w+ )?(?:kapali|kaybet\\w*|yok|yerinde degil)|nobet gecir\\w*|havale|tepki vermiyor|cevap vermiyor',
    ],
  },
  {
    kind: 'stroke',
    confidence: 0.9,
    phrases: [
      'ictus|(?:bocca|viso|faccia) (?:\\w+ ){0,3}(?:stort\\w*|cadut\\w*|paralizz\\w*|addormentat\\w*)|non (?:\\w+ ){0,2}(?:muove\\w*|parla\\w*|sente|sento) (?:\\w+ ){0,2}(?:braccio|gamba|lato|mano|piu)|parla (?:male|strano)',
      'felc|inme|(?:yuz\\w*|agz\\w*) (?:\\w+ ){0,3}(?:kay[dm]\\w*|dust\\w*|felc\\w*|uyus\\w*|egril\\w*)|(?:kol\\w*|bacag\\w*) (?:\\w+ ){0,2}(?:oynat\\w*|kaldira\\w*|hissetm\\w*|tutm\\w*)|konusam\\w*',
    ],
  },
  {
    kind: 'self_harm',
    confidence: 0.95,
    phrases: [
      'voglio (?:\\w+ )?(?:morire|uccidermi|farla finita|ammazzarmi)|(?:uccider|ammazzar|suicidar)mi|suicid\\w*|non voglio (?:piu )?vivere|farmi del male|togliermi la vita',
      'olmek isti\\w*|kendimi (?:\\w+ )?(?:oldur\\w*|as[ai]c\\w*|kes\\w*)|intihar|yasamak istem\\w*|canima kiy\\w*|kendime zarar',
    ],
  },
  {
    kind: 'vision_loss',
    confidence: 0.9,
    phrases: [
      'non (?:ci )?(?:vedo|vede)|vedo (?:doppio|nero|sfocato|tutto nero|appannato)|perso la vista|cieco da un|cieca da un|vista (?:annebbiata|sfocata|doppia)',
      '(?:goz\\w*) (?:\\w+ ){0,3}(?:gorm\\w*|karar\\w*|bulanik)|goremi\\w*|(?:cift|bulanik) (?:goru\\w*)|kor oldum',
    ],
  },
  {
    kind: 'vascular_occlusion',
    confidence: 0.86,
    phrases: [
      '(?:bianc\\w*|pallid\\w*|viola|bluastr\\w*|blu|ner[oaie]|grigi\\w*) & (?:filler|punturin\\w*|iniezion\\w*|acido ialuronico|riempimento|labbr\\w*|naso)',
      '(?:beyaz\\w*|bembeyaz|mor\\w*|siyah\\w*|karar\\w*|solgun|gri\\w*) & (?:dolgu\\w*|enjeksiyon\\w*|igne\\w*)',
    ],
  },
  {
    kind: 'overdose',
    confidence: 0.9,
    phrases: [
      '(?:preso|presa|prese|ingoiato|inghiottito|bevuto) (?:\\w+ ){0,4}(?:troppe|tutte|tante|candeggina|pastiglie|pillole|compresse|batteria|pila|veleno)|overdose|avvelen\\w*',
      '(?:fazla|cok|butun|kutu) (?:\\w+ ){0,3}(?:hap\\w*|ilac\\w*)|(?:hap|ilac|camasir suyu|pil|deterjan) (?:\\w+ ){0,2}(?:ictim|icti|yuttu\\w*|yuttum)|zehirlen\\w*|asiri doz',
    ],
  },
  {
    kind: 'pregnancy',
    confidence: 0.9,
    phrases: [
      'rotte le acque',
      'incinta & (?:sangu\\w*|perdo|perdite|dolor\\w*|contrazion\\w*|muove|rotte|svenut\\w*|febbre|vista)',
      'suyum geldi|dogum (?:sancisi|basladi)',
      '(?:hamile\\w*|gebe\\w*) & (?:kana\\w*|agri\\w*|sanci\\w*|su\\w* geldi|bayil\\w*|hareket)',
    ],
  },
  {
    kind: 'violence',
    confidence: 0.88,
    phrases: [
      '(?:marito|fidanzato|compagno|ragazzo|padre|ex|lui) (?:\\w+ ){0,3}(?:picchia\\w*|minaccia\\w*|uccider\\w*|stupra\\w*|violent\\w*|strangola\\w*)|mi (?:ha )?(?:picchi\\w*|violentat\\w*|stuprat\\w*|accoltellat\\w*|minacci\\w*)',
      '(?:kocam|esim|sevgilim|babam|eski esim) (?:\\w+ ){0,3}(?:dov\\w*|vur\\w*|oldur\\w*|tehdit|bicak\\w*|silah\\w*)|beni (?:\\w+ )?(?:dov\\w*|oldur\\w*|tehdit|vurdu)|tecavuz|bicakla\\w*',
    ],
  },
  {
    kind: 'botulism',
    confidence: 0.88,
    phrases: [
      'botox & (?:deglutir\\w*|inghiottir\\w*|ingoiar\\w*|respirar\\w*|vedo doppio|parlare|debol\\w*)',
      '(?:botoks\\w*|botox\\w*) & (?:yutkun\\w*|yutam\\w*|nefes|cift gor\\w*|konusam\\w*|gucsuz\\w*|halsiz\\w*)',
    ],
  },
  {
    kind: 'severe_infection',
    confidence: 0.85,
    phrases: [
      'febbre & (?:pus|gonfi\\w*|ross\\w*|ferita|operazione|3[89]|40|punti|filler)',
      'ates\\w* & (?:iltihap\\w*|irin\\w*|sis\\w*|kizar\\w*|yara\\w*|ameliyat\\w*|3[89]|40|dikis\\w*)',
      'irin & (?:yara\\w*|sis\\w*|dolgu\\w*)',
    ],
  },
  {
    kind: 'burn',
    confidence: 0.85,
    phrases: [
      'acido (?:\\w+ ){0,3}occhi\\w*',
      '(?:ustion\\w*|bruciat\\w*|scottat\\w*) & (?:vescich\\w*|laser|peeling|viso|faccia|pelle|bambin\\w*|acqua bollente|dolor\\w*)',
      '(?:yan[dim]\\w*|yanik\\w*|haslan\\w*) & (?:kabar\\w*|lazer\\w*|peeling\\w*|yuz\\w*|cilt\\w*|kaynar|bebe\\w*|cocu\\w*|goz\\w*|asit)',
    ],
  },
  {
    kind: 'stated',
    confidence: 0.87,
    phrases: [
      'ambulanza|emergenza|pronto soccorso|sto morendo|118|dolore (?:\\w+ )?(?:insopportabile|atroce|fortissimo)|aiuto (?:\\w+ ){0,4}(?:male|sangue|respir\\w*|presto|subito)|battuto la testa',
      'ambulans\\w*|acil (?:durum\\w*|servis\\w*|yardim\\w*)|oluyorum|imdat|dayanilmaz (?:\\w+ )?agri\\w*|kafami (?:\\w+ )?(?:vur\\w*|carp\\w*)|basimi (?:\\w+ )?(?:vur\\w*|carp\\w*)|yardim edin',
    ],
  },
]
