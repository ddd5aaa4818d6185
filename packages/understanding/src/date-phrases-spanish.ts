import { mondayOf, monthOf, partsOf, weekdayOf } from './calendar.ts'
import {
  addUnits,
  type DateContext,
  type DateRule,
  day,
  dayOfMonth,
  dayOfYear,
  OPEN_DAYS,
  partOf,
  past,
  stretch,
  weekday,
  weekdayOfWeek,
  weekend,
  wholeMonth,
} from './date-phrases.ts'
import { numberOf, ordinalOf, said } from './number-words.ts'

const weekdays = ['dom', 'lun', 'mar', 'mie', 'jue', 'vie', 'sab']
const months = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic']
const monthName =
  '(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)'
const weekdayName = '(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)'
const shortName = '(?:lun|mie|jue|vie|sab)(?![a-z])'
const count = `(?<count>${said.small}|un par de|unos|unas)`
const unit = '(?<unit>dia|semana|mes|quincena)(?:e?s)?'
const coming = '(?:que viene|que entra|proxim[oa]|siguiente|entrante)'

function weekdayNumber(name = ''): number {
  return weekdays.indexOf(name.slice(0, 3))
}

function monthNumber(name = ''): number {
  return name === 'setiembre' ? 9 : months.indexOf(name.slice(0, 3)) + 1
}

function rule(source: string, read: DateRule['read']): DateRule {
  return { pattern: new RegExp(`(?<![a-z0-9])(?:${source})(?![a-z0-9])`, 'g'), read }
}

const units = { dia: 'day', semana: 'week', mes: 'month', quincena: 'fortnight' } as const

function partWord(word = ''): 'early' | 'mid' | 'late' {
  if (/^(mediado|mitad)/.test(word)) return 'mid'
  return /^(fin|ultim)/.test(word) ? 'late' : 'early'
}

export const spanishDates: DateRule[] = [
  rule('hoy(?: mismo| dia)?|est[ae] (?:misma )?(?:manana|tarde|noche|mediodia)|ahora mismo', (_, { today }) =>
    day(today),
  ),
  rule('pasado (?:de )?manana', (_, { today }) => day(today + 2)),
  rule('(?<!(?:la|las|esta|media|cada|una|de|toda|otra) )manana(?: mismo)?', (_, { today }) =>
    day(today + 1),
  ),
  rule('(?:el|la|los|las) (?:dia )?de manana', (_, { today }) => day(today + 1)),
  rule('ayer|anteayer|antier|anoche|antes de ayer|el otro dia', () => past),
  rule(
    `hace ${count} ${unit}|(?:la|el) (?:semana|mes|ano|${weekdayName}) pasad[oa]|${weekdayName} pasado|(?:el|la) pasad[oa] (?:semana|mes|ano|${weekdayName})`,
    () => past,
  ),
  rule(`(?:en|dentro de|de aqui a|de hoy en) ${count} ${unit}`, readAhead),
  rule(`de hoy en (?<count>ocho|quince)`, readAhead),
  rule(
    `(?:en|durante) (?:los|las) (?:proxim[oa]s|siguientes) (?:${count} )?${unit}`,
    ({ count: said, unit: each }, { today }) => {
      const number = numberOf(said ?? '') ?? 3
      return stretch(today, addUnits(today, Math.min(number, 400), units[each as keyof typeof units]))
    },
  ),
  rule(
    `(?:el |este |para el )?(?:proximo|siguiente) (?<name>${weekdayName})|(?:el |este )?(?<again>${weekdayName}) ${coming}`,
    ({ name, again }, context) => nearest(weekdayNumber(name ?? again), context),
  ),
  rule(
    `(?<which>los |cualquier |todos los |cada )?(?:(?:el |este |dia )?(?<name>${weekdayName}|(?<=(?:el|este|para) )${shortName}))`,
    ({ which, name }, context) => {
      const wanted = weekdayNumber(name)
      if (which) return stretch(context.today, context.today + OPEN_DAYS, [wanted])
      return weekday(wanted, context)
    },
  ),
  rule(
    `(?:el |este )?(?<name>${weekdayName}),? (?<date>\\d{1,2})(?! ?(?:de |:|am\\b|pm\\b|h\\b|y media|y cuarto|/|\\.\\d))`,
    ({ name, date }, context) => day(dayOfMonth(Number(date), context, weekdayNumber(name))),
  ),
  rule(
    `(?:el |la )?(?<which>primer|segundo|tercer|cuarto|ultimo) (?<name>${weekdayName}) de(?:l mes|l proximo mes|l mes que viene| (?<month>${monthName}))(?<next> que viene)?`,
    ({ which, name, month }, { today }) => {
      const { from, to } = month ? wholeMonthBounds(monthNumber(month), today) : monthOf(today, 0)
      const wanted = weekdayNumber(name)
      const first = from + ((wanted - weekdayOf(from) + 7) % 7)
      const last = to - ((weekdayOf(to) - wanted + 7) % 7)
      const order = ['primer', 'segundo', 'tercer', 'cuarto'].indexOf(which ?? '')
      const found = order === -1 ? last : first + 7 * order
      return found >= today ? day(found) : null
    },
  ),
  rule('sabados|domingos|los fines de semana', (_, { today }) => stretch(today, today + OPEN_DAYS, [6, 0])),
  rule(
    'entre semana|(?:los )?dias? (?:de semana|laborables?|habil(?:es)?)|de lunes a viernes',
    (_, { today }) => stretch(today, today + OPEN_DAYS, [1, 2, 3, 4, 5]),
  ),
  rule(`(?:el |este |proximo )*(?:fin de semana|finde)(?<next> ${coming})?`, ({ next }, { today }) =>
    weekend(today, next && weekdayOfWeek(6, today, 0) - today < 2 ? 1 : 0),
  ),
  rule(`(?:la )?(?:semana ${coming}|proxima semana|siguiente semana)|la otra semana`, (_, { today }) =>
    stretch(mondayOf(today) + 7, mondayOf(today) + 13),
  ),
  rule('(?:esta|de la) (?:misma )?semana(?! (?:que|prox|sig|entr|del))', (_, { today }) =>
    stretch(today, mondayOf(today) + 6),
  ),
  rule(
    `(?<part>a? ?(?:finales|fin|fines|principios?|inicios?|comienzos?|mediados|mitad)) de(?:l| la)? (?:(?<each>semana|mes)|(?<name>${monthName}))(?<next> ${coming})?`,
    ({ part, each, name, next }, { today }) => {
      const which = partWord(part?.replace(/^a /, ''))
      if (name) return partOf(wholeMonthBounds(monthNumber(name), today), which, today)
      if (each === 'semana') {
        if (part === 'fin') return null
        const monday = mondayOf(today) + (next ? 7 : 0)
        return partOf(stretch(monday, monday + 6), which, today)
      }
      const { from, to } = monthOf(today, next ? 1 : 0)
      return partOf(stretch(from, to), which, today)
    },
  ),
  rule(`(?:el )?(?:mes ${coming}|proximo mes|siguiente mes)`, (_, { today }) =>
    stretch(monthOf(today, 1).from, monthOf(today, 1).to),
  ),
  rule('este (?:mismo )?mes', (_, { today }) => stretch(today, monthOf(today).to)),
  rule(`(?<=\\b(?:en|durante|para|hasta|de|desde|todo) )(?<name>${monthName})`, ({ name }, { today }) =>
    wholeMonth(monthNumber(name), today),
  ),
  rule(
    `(?:la )?semana del (?:dia )?(?<date>${said.spanishDay})(?: de (?<month>${monthName}))?`,
    ({ date, month }, context) => {
      const number = dateNumber(date)
      const found =
        number === null
          ? null
          : month
            ? dayOfYear(monthNumber(month), number, context)
            : dayOfMonth(number, context)
      return found === null ? null : stretch(Math.max(mondayOf(found), context.today), mondayOf(found) + 6)
    },
  ),
  rule(
    `(?:el |dia |para el )*(?<date>${said.spanishDay}(?:ro|ero|º)?)[ -](?:del? )?(?<month>${monthName}|(?:ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic)(?![a-z]))(?: de(?:l)?)?(?: (?<year>20\\d\\d))?`,
    ({ date, month, year }, context) => {
      const number = dateNumber(date)
      return number === null
        ? null
        : (day(dayOfYear(monthNumber(month), number, context, year ? Number(year) : undefined)) ??
            (year ? past : null))
    },
  ),
  rule(`(?<month>${monthName}) (?<date>\\d{1,2})(?![:.]?\\d| ?(?:am\\b|pm\\b))`, ({ date, month }, context) =>
    day(dayOfYear(monthNumber(month), Number(date), context)),
  ),
  rule(
    `(?:el |dia )*(?<date>${said.spanishDay}) (?:del|de este) (?:mes (?<next>${coming})|(?<next2>proximo|siguiente) mes|(?:mes|presente|corriente))`,
    ({ date, next, next2 }, { today, ...context }) => {
      const number = dateNumber(date)
      const first = monthOf(today, next || next2 ? 1 : 0).from
      const { year, month } = partsOf(first)
      return number === null ? null : day(dayOfYear(month, number, { ...context, today }, year))
    },
  ),
  rule(
    `(?<=\\b(?:el|al|del|dia) )(?<date>${said.spanishDay}|1ro|1º)(?! ?(?:de (?:${monthName}|la|l)|%|por ciento|euros|pesos|dolares|am\\b|pm\\b|y media|y cuarto|horas|:|/|\\.\\d))`,
    ({ date }, context) => {
      const number = dateNumber(date)
      return number === null || (/^(?:uno|otro)$/.test(date ?? '') && number === 1)
        ? null
        : day(dayOfMonth(number, context))
    },
  ),
  rule('(?:el |ese )(?:mismo )dia|ese dia', (_, { anchor, today }) =>
    anchor !== null && anchor >= today ? day(anchor) : null,
  ),
  rule('(?:el |al )?(?:dia siguiente|otro dia mas tarde|dia despues)', (_, { anchor, today }) =>
    day((anchor ?? today) + 1),
  ),
  rule('(?:el )?dia (?:antes|anterior)', (_, { anchor, today }) =>
    anchor !== null && anchor - 1 >= today ? day(anchor - 1) : null,
  ),
  rule(`${count} ${unit} (?<way>despues|mas tarde|antes)`, readShift),
  rule('nochebuena', (_, context) => day(dayOfYear(12, 24, context))),
  rule('(?:dia de )?navidad', (_, context) => day(dayOfYear(12, 25, context))),
  rule('nochevieja|fin de ano', (_, context) => day(dayOfYear(12, 31, context))),
  rule('ano nuevo', (_, context) => day(dayOfYear(1, 1, context))),
  rule('(?:dia de|los) reyes', (_, context) => day(dayOfYear(1, 6, context))),
]

/** `del lunes en ocho`, `el lunes en quince`. */
export const spanishShifts = { behind: /^ en (?<count>ocho|quince)(?: dias)?(?![a-z])/ }

/** Counted from the day under discussion. */
function readShift({ count, unit, way }: Record<string, string | undefined>, { anchor, today }: DateContext) {
  const number = numberOf(count ?? '')
  if (number === null || number > 60) return null
  const found = addUnits(
    anchor ?? today,
    way === 'antes' ? -number : number,
    units[unit as keyof typeof units],
  )
  return found >= today ? day(found) : null
}

/** In Spanish a week is counted as eight days and a fortnight as fifteen, unless figures are written. */
function readAhead({ count, unit }: Record<string, string | undefined>, { today }: DateContext) {
  if (count === 'ocho' && unit !== 'semana' && unit !== 'mes') return day(today + 7)
  if (count === 'quince' && unit !== 'semana' && unit !== 'mes') return day(today + 14)
  const number = /^(un par de)$/.test(count ?? '')
    ? 2
    : /^un[oa]s$/.test(count ?? '')
      ? 3
      : numberOf(count ?? '')
  if (number === null || number > 400) return null
  return day(addUnits(today, number, units[unit as keyof typeof units]))
}

function nearest(wanted: number, context: DateContext) {
  return weekday(wanted, { ...context, offered: [] })
}

function dateNumber(text = ''): number | null {
  const number = ordinalOf(text) ?? numberOf(text)
  return number !== null && number >= 1 && number <= 31 ? number : null
}

function wholeMonthBounds(month: number, today: number) {
  const { from, to } = monthOf(today, (month - partsOf(today).month + 12) % 12)
  return stretch(from, to)
}
