/** The words by which a sentence claims that something is done, in English and Spanish. */

export type Deed =
  | 'booked'
  | 'requested'
  | 'moved'
  | 'cancelled'
  | 'held'
  | 'handed_over'
  | 'waitlisted'
  | 'sent'
  | 'stopped'
  | 'paid'
  | 'called'

export interface ClaimKind {
  /** Any of these facts makes it true. */
  by: readonly Deed[]
  words: RegExp
}

// Letters of both languages; `\b` knows only ASCII ones.
const start = '(?<![\\p{L}\\p{M}])'
const end = '(?![\\p{L}\\p{M}])'
export const words = (...alternatives: string[]) =>
  new RegExp(`${start}(?:${alternatives.join('|')})${end}`, 'iu')

/** Looked through in this order: "rescheduled" before "scheduled", and "on the waiting list" before "on the list". */
export const CLAIM_KINDS: ClaimKind[] = [
  {
    by: ['waitlisted'],
    words: words(
      '(?:on|to|onto) (?:the|our) (?:wait(?:ing|-)? ?list|standby list)',
      'waitlisted',
      '(?:en|a) (?:la|nuestra) lista de espera',
    ),
  },
  {
    by: ['moved'],
    words: words(
      'rescheduled',
      're-scheduled',
      'rebooked',
      're-booked',
      'moved',
      'changed',
      'switched',
      'shifted',
      'postponed',
      'pushed (?:back|it|your|the)',
      'brought forward',
      'swapped',
      '(?:your|the) new (?:time|appointment|date) is',
      'updated',
      'reprogramad[oa]s?',
      'reagendad[oa]s?',
      'cambiad[oa]s?',
      'movid[oa]s?',
      'aplazad[oa]s?',
      'pospuest[oa]s?',
      'adelantad[oa]s?',
      'actualizad[oa]s?',
      'trasladad[oa]s?',
      '(?:he|hemos|ha sido) pasad[oa]',
      'pas[eé] su cita',
      'cambié',
      'moví',
      'reprogramé',
      'reagendé',
      'cambiamos',
      'movimos',
      '(?:su|la) nueva (?:cita|hora|fecha) es',
    ),
  },
  {
    by: ['cancelled'],
    words: words(
      '(?:no longer|doesn’t|does not|won’t|will not) (?:take place|takes place|exist|exists|happen|happening|stand|stands)',
      'ya no (?:hay|existe|se hará) (?:cita|visita|reserva)',
      '(?:appointment|visit|booking)[^.!?]{0,30} (?:is|has) gone',
      '(?:got|gotten|getting) rid of',
      'cancell?ation[^.!?]{0,12} (?:went|gone|was|is|has)',
      'wiped|dropped|voided|freed up (?:your|the) (?:slot|time)',
      '(?:ha|han|he|hemos) (?:quitado|borrado)',
      'quité|borré|eliminé',
      'cancell?ed',
      'called (?:it |that |your visit )?off',
      'deleted',
      'removed (?:it|your|the)',
      'no longer (?:booked|scheduled)',
      'taken (?:it |you )?off the (?:schedule|calendar|books)',
      'cancellation (?:is|has been|went)',
      'cancelad[oa]s?',
      'anulad[oa]s?',
      'eliminad[oa]s?',
      'cancelé',
      'anulé',
      'cancelamos',
      'anulamos',
      'dad[oa] de baja',
      'ya no (?:está|tiene)(?: una?)? (?:reservad[oa]|cita)',
    ),
  },
  {
    by: ['held', 'booked', 'requested'],
    words: words(
      '(?:keeping|kept|keep|saved|saving|holding|hold|blocked|blocking|reserving|put aside|set aside|setting aside)[^.!?]{1,60} for you',
      'holding',
      'held',
      'on hold',
      'saved (?:it|that|the|you|this)',
      'saving (?:it|that|the|you|this)',
      'blocked (?:it|off|that)',
      'kept (?:it|that|the) ',
      'keeping (?:it|that|the)',
      'set aside',
      'put aside',
      'le guardo',
      'guardad[oa]s?',
      'apartad[oa]s?',
      'bloquead[oa]s?',
      'retenid[oa]s?',
      'le he guardado',
      'le aparto',
      'guardé',
      'aparté',
    ),
  },
  {
    by: ['paid'],
    words: words(
      'paid',
      'charged',
      'refunded',
      'payment (?:was|is|has been|went|received)',
      'pagad[oa]s?',
      'cobrad[oa]s?',
      'reembolsad[oa]s?',
      'devuelto el dinero',
      'hemos recibido su pago',
    ),
  },
  {
    by: ['called'],
    words: words(
      "(?:i|we)(?:[’']ve| have)? (?:just )?(?:called|phoned|rung|(?:spoken|spoke|talked|checked) (?:to|with))",
      '(?:he|hemos) (?:llamado|telefoneado|hablado)',
      'llamé',
      'llamamos al?',
      'hablé con',
    ),
  },
  {
    by: ['handed_over'],
    words: words(
      "(?:i|we)(?:[’']ve| have)?(?: just| already)? (?:told|asked|alerted|notified|informed|let|forwarded|passed|transferred|escalated|messaged|flagged)",
      '(?:team|staff|doctor|nurse|colleague|manager|reception)[\\p{L} ]{0,20} (?:has|have) been (?:\\p{L}+ )?(?:alerted|notified|informed|told|asked)',
      '(?:he|hemos) (?:vuelto a )?(?:pedido|dicho|avisad?o|avisar|informado|notificado|pasado (?:su|el) (?:mensaje|caso)|transferido)',
      'avisé',
      'informé',
      'se ha avisado',
      'vuelto a avisar',
    ),
  },
  {
    by: ['sent', 'requested', 'booked', 'moved', 'cancelled'],
    words: words(
      "(?:i|we)(?:[’']ve| have)?(?: just| already)? (?:sent|emailed|e-mailed|texted|mailed)",
      '(?:has|have) been (?:sent|emailed|texted)',
      '(?:he|hemos) (?:enviado|mandado)',
      'envié',
      'mandé',
      'ha sido enviad[oa]',
      'se ha enviado',
    ),
  },
  {
    by: ['booked', 'requested'],
    words: words(
      '(?:request|solicitud) (?:is|has been|was|está|ha sido|quedó) (?:sent|in|received|submitted|enviada|recibida)',
      "(?:i|we)(?:[’']ve| have)? requested",
      '(?:he|hemos) solicitado',
    ),
  },
  {
    by: ['booked'],
    words: words(
      '(?:appointment|visit|booking|reservation|request|slot|spot|everything|it|that|all)(?:’s| is| are| was| were| has been| have been| went| got)?(?: now| all| already| been| successfully)* (?:done|sorted|settled|handled|through|successful|accepted|approved|complete|completed|in the (?:system|book|books)|in place|safe|official|registered)',
      'went through',
      '(?:reservation|confirmation|booking|appointment) (?:number|code|id|reference)',
      'on [^!?]{0,25}(?:schedule|calendar|books|list of appointments)',
      'registered|enrolled|sorted out|finali[sz]ed|checked in|assigned|allocated|allotted|granted',
      'ya qued[oó]|quedó (?:hecha|hecho|lista|listo|puesta|anotada)|asignad[oa]s?|tramitad[oa]s?|gestionad[oa]s?|registré|dejé',
      '(?:número|código) de (?:reserva|cita|confirmación)',
      'booked(?! (?:up|out|solid))',
      'scheduled',
      'reserved',
      'confirmed',
      'secured',
      'locked in',
      'arranged',
      'signed (?:you )?up',
      'slotted (?:you )?in',
      '(?:got|have|put|fit|squeezed|pencil?led|added|entered|marked|logged) you (?:in|down)',
      "you(?:[’']re| are) (?:all )?(?:set|in|good to go|down)(?= for| on| at|[!.,]|$)",
      'all set',
      'good to go',
      '(?:on|to|onto|in|into) (?:the|our|your) (?:schedule|calendar|books|diary|agenda)',
      '(?:made|created|set up|finali[sz]ed|completed) (?:the |your |an |a |that )?(?:appointment|visit|booking|reservation)',
      '(?:appointment|visit|booking|reservation) (?:is |has been |was )?(?:made|created|set|complete|completed|finali[sz]ed|in place)',
      'taken care of',
      '(?:see|seeing|expecting|expect) you (?:on|at|then|there|in|tomorrow|today|this|next|mon|tue|wed|thu|fri|sat|sun)\\p{L}*',
      "you(?:[’']ll| will) be seen",
      'it is[!.]',
      "(?:is|it[’']s) yours",
      'you (?:now )?have an? (?:appointment|visit|booking|consultation|slot|reservation)',
      '(?:your|the) (?:appointment|visit|booking|consultation) (?:is|will be|stays|remains)(?= (?:on|at|for|set|mon|tue|wed|thu|fri|sat|sun|tomorrow|today|this|next|still|now|with)\\p{L}*)',
      'reservad[oa]s?',
      'agendad[oa]s?',
      'programad[oa]s?',
      'confirmad[oa]s?',
      'apuntad[oa]s?',
      'anotad[oa]s?',
      'citad[oa]s?',
      'asegurad[oa]s?',
      'concertad[oa]s?',
      'registrad[oa]s?',
      'inscrit[oa]s?',
      'reservé',
      'agendé',
      'programé',
      'confirmé',
      'apunté',
      'anoté',
      'reservamos',
      'agendamos',
      'todo listo',
      'la cita (?:está|quedó|queda) (?:hecha|lista|puesta)',
      '(?:está|queda) hecha',
      '(?:le|lo|la|te|os) (?:esperamos|vemos|veremos|esperaremos)',
      'nos vemos',
      '(?:ya )?(?:tiene|tienes) (?:una |su |tu )?(?:cita|hora|reserva|consulta)(?= (?:el|para|a las|mañana|hoy|con|este|reservada)|[!.])',
      '(?:su|tu|la) (?:cita|visita|reserva) (?:es|será|sigue siendo|queda|quedó)(?= (?:el|para|a las|mañana|hoy|este|al))',
      'es suya',
      'está hecho',
    ),
  },
]
