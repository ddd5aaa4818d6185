/** Offers a person; the next yes is a yes to that. */
import { answersTo, type Said, said, type Turn } from './turn.ts'

export const PERSON = answersTo('person')

export function askForPerson(turn: Turn, lead = ''): Said {
  const { memory, speech } = turn
  const sorry = speech.say('sorry_offer_person')
  memory.hasOfferedPerson = true
  memory.asked = 'person'
  memory.offer = null
  return said(lead === sorry ? sorry : speech.say('offer_person'), [
    { id: PERSON.yes, title: speech.say('yes_person') },
    { id: PERSON.no, title: speech.say('no_thanks') },
  ])
}
