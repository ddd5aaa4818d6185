#!/usr/bin/env node
/** `slots < question.json` prints the starts that can be offered; `--explain` says of each start why or why not. */
import { readFileSync } from 'node:fs'
import { explainSlots, findSlots, InvalidQuestion, type Question } from '../src/index.ts'

try {
  const question = JSON.parse(readFileSync(0, 'utf8')) as Question
  const answer = process.argv.includes('--explain')
    ? explainSlots(question)
    : findSlots(question).map(({ start }) => start)
  console.log(JSON.stringify(answer, null, process.stdout.isTTY ? 2 : 0))
} catch (error) {
  if (!(error instanceof InvalidQuestion || error instanceof SyntaxError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
