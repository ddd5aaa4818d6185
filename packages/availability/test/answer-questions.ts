/** Reads a JSON array of questions and prints the starts of each: what a test runs once in each time zone. */
import { readFileSync } from 'node:fs'
import { findSlots, type Question } from '../src/index.ts'

const questions = JSON.parse(readFileSync(0, 'utf8')) as Question[]
const answers = questions.map((question) => findSlots(question).map(({ start }) => start))
process.stdout.write(JSON.stringify(answers))
