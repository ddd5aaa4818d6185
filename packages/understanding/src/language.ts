/** Which language a message is in, by its small words. */

const lists: Record<string, string> = {
  en: `the i you is are a an to for my me it that this of in on and or have has can could would will do does did not what when
    where how much why who at with from your we be was am i'm i'd i've don't can't it's please thanks hi hello hey yes
    want need like book appointment tomorrow today morning afternoon available cancel reschedule time work good sorry
    any just get there about if so but one got they he she his her thank how's what's that's sure monday tuesday
    wednesday thursday friday saturday sunday week next help stop late`,
  es: `el la los las un una unos unas de del que y en es por para con no si se me mi mis su te tu lo le les al esta este
    esto hay tengo tiene tienen puedo puede pueden quiero quisiera necesito gustaria como cuando donde cuanto cuesta
    cual hola buenas buenos dias tardes noches gracias favor cita hora manana hoy semana muy pero porque ya soy estoy
    hacer ser ir voy dia lunes martes miercoles jueves viernes sabado domingo usted ustedes nos vale claro perdon
    tambien mas bien algo otra otro desde hasta sobre cancelar cambiar reservar precio ayuda ahora hijo hija llego tarde
    duele dolor cualquier despues antes sin`,
  pt: `nao voce voces obrigado obrigada eu uma um com para quero gostaria marcar consulta amanha bom boa dia tarde oi ola
    esta estou tenho tem meu minha por favor qual quanto onde posso hoje muito mas isso ja ele ela dos das ao na no
    fazer horario preciso sim estao seu sua`,
  fr: `je vous le la les un une des et est pas pour dans avec que qui bonjour merci rendez vous s'il plait mon ma mes
    demain aujourd'hui voudrais peux puis c'est j'ai suis ne au du sur quel combien ou oui non salut prendre avez
    j'aimerais il elle tres mal depuis`,
  de: `ich sie und der die das ist nicht ein eine einen mit fur auf zu den dem bitte danke hallo termin mochte kann haben
    habe morgen heute wie was wann wo mein meine im am von ja nein guten tag bin es wir uns noch auch geht`,
  it: `il lo gli un una di che per non con sono ho vorrei posso buongiorno ciao grazie appuntamento domani oggi mi si come
    quanto dove quando e anche mio mia prenotare per favore buonasera alle della`,
  pl: `nie jest sie na do w z i ze mam chce chcialbym chcialabym prosze dziekuje dzien dobry wizyte jutro dzisiaj czy jak
    moge gdzie kiedy to dla jestem mnie moj moja po od`,
  nl: `ik de het een en niet voor met je u hallo dank afspraak morgen vandaag kan wil graag mijn is dat op aan hoe wat`,
  tr: `ben bir ve icin merhaba randevu yarin bugun istiyorum tesekkurler lutfen var mi ne nasil evet hayir saat kadar`,
}

const wordsOf = new Map<string, string[]>()
for (const [language, list] of Object.entries(lists)) {
  for (const word of new Set(list.split(/\s+/))) wordsOf.set(word, [...(wordsOf.get(word) ?? []), language])
}

const otherScripts =
  /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Greek}]/gu

/** `known` is the language so far, kept unless the message clearly speaks another. */
export function detectLanguage(
  original: string,
  folded: string,
  known: 'en' | 'es' | null,
): 'en' | 'es' | 'other' {
  const letters = original.match(/\p{L}/gu)?.length ?? 0
  if (letters > 0 && (original.match(otherScripts)?.length ?? 0) / letters > 0.3) return 'other'
  const scores: Record<string, number> = {}
  for (const [word] of folded.matchAll(/[a-z]+(?:'[a-z]+)?/g)) {
    const languages = wordsOf.get(word) ?? []
    for (const language of languages) scores[language] = (scores[language] ?? 0) + 1 / languages.length
  }
  if (/[ñ¿¡]/i.test(original)) scores.es = (scores.es ?? 0) + 1.5
  if (/[ãõ]/i.test(original)) scores.pt = (scores.pt ?? 0) + 2
  if (/[äöß]/i.test(original)) scores.de = (scores.de ?? 0) + 1.5
  if (/[ąęłśźż]/i.test(original)) scores.pl = (scores.pl ?? 0) + 2
  if (/[èêçœù]/i.test(original)) scores.fr = (scores.fr ?? 0) + 1
  if (/[ığş]/i.test(original)) scores.tr = (scores.tr ?? 0) + 2
  const { en = 0, es = 0, ...rest } = scores
  const other = Math.max(0, ...Object.values(rest))
  if (other > Math.max(en, es) + 0.6 && other >= 1.5) return 'other'
  if (en === es) return known ?? (es > 0 ? 'es' : 'en')
  const [likely, score, lesser] = en > es ? (['en', en, es] as const) : (['es', es, en] as const)
  if (known && known !== likely && score - lesser < 1.2) return known
  return likely
}
