/** Words of emergencies, put right where they are misspelt. */
import { editDistance, respell } from './spelling.ts'

const words =
  `breathe breathing breath chest bleeding unconscious seizure suicide suicidal overdose allergic reaction throat tongue
  swollen swelling swallow vision blind fainted fainting collapsed emergency ambulance stroke paralyzed droopy drooping numb
  filler injection pregnant contractions poison swallowed choking pressure stabbing severe excruciating unbearable vomiting
  fever spreading purple blisters burning burned hospital dizzy weakness slurred slurring confused suddenly heart attack pain
  tightness crushing droop drooped hives rash itching anaphylaxis infected infection responding unresponsive convulsing
  respirar respiro pecho sangrando sangre sangra desmayo desmayado inconsciente convulsiones suicidarme garganta lengua hinchada
  hinchado hinchando reaccion alergica emergencia ambulancia embarazada contracciones veneno relleno labios morado morada
  fiebre ampollas quemadura quemado dolor insoportable vomitando sobredosis pastillas hemorragia infarto derrame paralizado
  adormecido ahogando ahogo asfixiando puedo tragar
  killing myself knife stabbed raped strangled threatening threatened weapon shooting suicidal police husband boyfriend
  matarme morirme suicidar cuchillo pistola golpeo golpeando amenaza violaron esposo marido cortarme
  blood bleed soaked gushing towel stitches wound sepsis blister peeling botulism eyesight blindness
  herida sangrado vision borroso ampolla escalofrios calentura`.split(/\s+/)
const vocabulary = new Set(words)
const everyday = new Set(
  `visiting cooking standing starting coughing hear hearty door doors donor donors drop drops dropped dropping selling consulting tower
  towers screaming spotting mojado quedado volaron crusting shallow injector shopping spending speeding sprinting spelling smelling
  dwelling limiting inserted inspection invention intention intentions rejection relation strike strikes attach attached attract blond
  blonde blink bland fewer favor feverish lever hides hires hired hikes haves crest cheating checking switches crashing stopping
  slurping swallows infection injected drooling dripping peeing pregnancy spotless overdue dolar dolares mario mariana tratar tratan
  trabar traer mandarme marcarme mudarme contarme costarme espeso reposo merida expressing impressed depressed bleeping blending
  fasting painting casting posting hinting chewing choosing chosen crossing smoking throws bandage heating hosting swearing sweeping
  sweating sleeping stepping sticking stacking burners poisons persons presents numbing
  chess chests breaths breather breathes brother breads cheat cheats treat treats throw tongues thorough blend blinds stroked
  strokes swelled seizures heard hearts heat fevers filled filter fillers fille feeler injections pains paint rain main plain
  train gain purpose burn burns infections reactions allergy allergies dolores colores calor color valor pecha pechos lecho
  hecho techo fecha sangres rashes dress bash cash wash flash crash crush number numbers dumb pressed press pressures severa
  several server never every serve vomit faint fainter feint reception region regions visions mission division version fusion
  revision television spreads infect injected pureed people purse pressing pleasure treasure measure hospitals morada mirada
  mercado marcado llamando labio rellenos rellena pueda puede pueden puedes hunda cruising brushing rushing teaching breaching
  bleaching reaching blessing breeding feeding reading leading leaving needing being bringing burying turning learning running
  training morning earning buring during dizziness confuse confusing hinchadas lenguas emergencias ambulancias llenguas
  sangrar sangro responded attacks tracking emergencies allergics kill kills filling billing weapons polite policy husbands boyfriends shooting shouting
  espero espos esposa esposos golpes visio misión blooded brood flood bleeds wounds sound bound found round would wounded
  amenazas heridas sangrados borrosa visual killer milling willing chilling thing things towels trowel stokes broke stole stone stove store`.split(
    /\s+/,
  ),
)

export function respellFlag(word: string): string {
  const short = word.length < 7 ? respell(word) : null
  if (short) return short
  if (word.length < 4 || vocabulary.has(word) || everyday.has(word)) return word
  const limit = word.length >= 8 ? 2 : 1
  let best = word
  let least = limit + 1
  for (const each of words) {
    if (each.length < 5 || each[0] !== word[0] || Math.abs(each.length - word.length) > limit) continue
    if (each.length < 8 && limit > 1) continue
    const distance = editDistance(word, each, limit)
    if (distance < least) {
      least = distance
      best = each
    }
  }
  return best
}
