// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the trees are sources, written as strings

import { describe, expect, test } from 'vitest'
import { checkHouse, crossesClinics } from './house.ts'
import { readImports, scan } from './read-source.ts'

const check = (tree: Record<string, string>) => checkHouse(new Map(Object.entries(tree)))
const report = (tree: Record<string, string>) =>
  check(tree).violations.map(({ where, what }) => `${where} ${what}`)

/** Each rule broken once: the tree, and what is said about it. */
const broken: [rule: string, tree: Record<string, string>, said: string[]][] = [
  [
    'kit imports none of ours',
    {
      'src/kit/db.ts': "import { a } from '../desk/contacts/contact.ts'\nimport '@foyer/contract/errors.ts'",
      'src/kit/ids.ts': "import './db.ts'",
      'src/kit/db.test.ts': "import '../../test/database.ts'\nimport '../story.ts'",
    },
    [
      'src/kit/db.ts:1 imports ../desk/contacts/contact.ts',
      'src/kit/db.ts:2 imports @foyer/contract/errors.ts',
      'src/kit/db.test.ts:2 imports ../story.ts',
    ],
  ],
  [
    'providers import only kit and their own folder',
    {
      'src/providers/email/smtp.ts':
        "import '../../kit/problem.ts'\nimport './port.ts'\nimport '../models/port.ts'",
      'src/providers/email/fake.ts': "export type { Contact } from '../../desk/contacts/contact.ts'",
      'src/providers/email/smtp.test.ts': "import '../../../test/mailbox.ts'",
    },
    [
      'src/providers/email/smtp.ts:3 imports ../models/port.ts',
      'src/providers/email/fake.ts:1 imports ../../desk/contacts/contact.ts',
    ],
  ],
  [
    'vendor libraries stay in the file of their vendor',
    {
      'src/providers/email/smtp.ts': "import { createTransport } from 'nodemailer'",
      'src/providers/email/port.ts': "import type { SendMailOptions } from 'nodemailer'",
      'src/providers/models/conformance.ts': "import { generateText } from 'ai'",
      'src/http/webhooks/twilio.ts': "import twilio from 'twilio'",
      'src/desk/calendars/ask-busy-times.ts': "const { createDAVClient } = await import('tsdav')",
      'src/main.ts':
        "import { createAnthropic } from '@ai-sdk/anthropic'\nimport type { Chat } from 'openai/resources'",
      'src/kit/zod.ts': "import { airy } from 'airy'",
      'bench/model.ts': "import { generateText } from 'ai'",
      'src/providers/models/openai.test.ts': "import 'ai'",
    },
    [
      'src/providers/email/port.ts:1 imports nodemailer',
      'src/providers/models/conformance.ts:1 imports ai',
      'src/http/webhooks/twilio.ts:1 imports twilio',
      'src/desk/calendars/ask-busy-times.ts:1 imports tsdav',
      'src/main.ts:1 imports @ai-sdk/anthropic',
      'src/main.ts:2 imports openai/resources',
    ],
  ],
  [
    'the Postgres driver stays in four files of kit',
    {
      'src/kit/db.ts': "import pg from 'pg'",
      'src/kit/migrate.ts': "import pg from 'pg'",
      'src/kit/postgres.ts': "import pg from 'pg'",
      'src/kit/backup.ts': "import pg from 'pg'",
      'src/kit/events.ts': "import type { PoolClient } from 'pg'",
      'src/main.ts': "import { Pool } from 'pg-pool'",
      'scripts/seed.ts': "import pg from 'pg'",
      'bench/booking.ts': "import pg from 'pg'",
      'test/database.ts': "import pg from 'pg'",
    },
    ['src/kit/events.ts:1 imports pg', 'src/main.ts:1 imports pg-pool'],
  ],
  [
    'pg-boss stays in kit/jobs.ts',
    {
      'src/kit/jobs.ts': "import { PgBoss } from 'pg-boss'",
      'src/main.ts': "import type { Job } from 'pg-boss'",
    },
    ['src/main.ts:1 imports pg-boss'],
  ],
  [
    'desk takes sql and types from kysely, and nobody outside desk and kit takes anything',
    {
      'src/kit/db.ts': "import { Kysely } from 'kysely'",
      'src/desk/contacts/find-contact.ts':
        "import { type Selectable, sql } from 'kysely'\nimport type K from 'kysely'",
      'src/desk/contacts/find-contacts.ts': "import { jsonArrayFrom } from 'kysely/helpers/postgres'",
      'src/desk/contacts/merge-contacts.ts': "import { sql, Kysely as K } from 'kysely'",
      'src/desk/contacts/contact.ts': "import * as kysely from 'kysely'",
      'src/http/api/contacts.ts': "import type { Selectable } from 'kysely'",
    },
    [
      'src/desk/contacts/merge-contacts.ts:1 imports kysely',
      'src/desk/contacts/contact.ts:1 imports kysely',
      'src/http/api/contacts.ts:1 imports kysely',
    ],
  ],
  [
    'in desk only reactors, ask-* and sweep-* know ports',
    {
      'src/desk/contacts/reactors/welcome.ts':
        "import type { EmailPort } from '../../../providers/email/port.ts'",
      'src/desk/calendars/ask-busy-times.ts': "import type { C } from '../../providers/calendars/port.ts'",
      'src/desk/outreach/sweep-messages.ts': "import type { C } from '../../providers/messaging/port.ts'",
      'src/desk/contacts/contact.test.ts': "import { fakeEmail } from '../../providers/email/fake.ts'",
      'src/desk/contacts/merge-contacts.ts': "import type { EmailPort } from '../../providers/email/port.ts'",
    },
    ['src/desk/contacts/merge-contacts.ts:1 imports ../../providers/email/port.ts'],
  ],
  [
    'desk takes the types of a notice anywhere, its values nowhere',
    {
      'src/desk/contacts/contact.ts': "import type { Booking } from '../../providers/bookings/notice.ts'",
      'src/desk/contacts/merge-contacts.ts': "import { x } from '../../providers/bookings/notice.ts'",
    },
    [
      'src/desk/contacts/merge-contacts.ts:1 imports ../../providers/bookings/notice.ts',
      'src/desk/contacts/merge-contacts.ts:1 imports ../../providers/bookings/notice.ts',
    ],
  ],
  [
    'desk knows ports, never vendors',
    {
      'src/desk/contacts/reactors/welcome.ts': "import { smtpEmail } from '../../../providers/email/smtp.ts'",
    },
    ['src/desk/contacts/reactors/welcome.ts:1 imports ../../../providers/email/smtp.ts'],
  ],
  [
    'desk imports neither doors nor story nor main',
    {
      'src/desk/contacts/contact.ts':
        "import '../../http/problem.ts'\nimport '../../story.ts'\nimport '../../main.ts'\nimport '@foyer/dashboard'",
      'apps/dashboard/src/app.tsx': '',
    },
    [
      'src/desk/contacts/contact.ts:1 imports ../../http/problem.ts',
      'src/desk/contacts/contact.ts:2 imports ../../story.ts',
      'src/desk/contacts/contact.ts:3 imports ../../main.ts',
      'src/desk/contacts/contact.ts:4 imports @foyer/dashboard',
    ],
  ],
  [
    "a slice imports earlier slices, and from reactors any slice's events",
    {
      'src/desk/scheduling/book-appointment.ts':
        "import '../contacts/contact.ts'\nimport './appointment.ts'\nimport '../journeys/events.ts'",
      'src/desk/scheduling/reactors/rearm.ts':
        "import '../../journeys/events.ts'\nimport '../../journeys/journey.ts'",
      'src/desk/scheduling/appointment.test.ts': "import '../journeys/journey.ts'",
    },
    [
      'src/desk/scheduling/book-appointment.ts:3 imports ../journeys/events.ts',
      'src/desk/scheduling/reactors/rearm.ts:2 imports ../../journeys/journey.ts',
    ],
  ],
  [
    'http holds no SQL',
    {
      'src/http/api/patients.ts': [
        'const rows = await sql`select 1`',
        'const typed = await tx.one(sql<Row>`select 1`)',
        "await db.selectFrom('patients').execute()",
        "await tx.insertInto('patients')",
        'await query.executeTakeFirstOrThrow()',
        "const page = context.req.query('page') // sql`select` in a comment is none",
      ].join('\n'),
    },
    [
      'src/http/api/patients.ts:1 uses sql`…`',
      'src/http/api/patients.ts:2 uses sql`…`',
      'src/http/api/patients.ts:3 uses .selectFrom(…)',
      'src/http/api/patients.ts:4 uses .insertInto(…)',
      'src/http/api/patients.ts:5 uses .executeTakeFirstOrThrow(…)',
    ],
  ],
  [
    'apps import packages only',
    {
      'apps/dashboard/src/day.tsx':
        "import { client } from '@foyer/client'\nimport './event'\nimport type { A } from '../../../src/desk/a.ts'\n" +
        "import '../../booking/src/x'\nimport '@foyer/widget'\nimport { useState } from 'react'",
      'apps/dashboard/src/event.tsx': '',
      'apps/widget/src/widget.ts': '',
    },
    [
      'apps/dashboard/src/day.tsx:3 imports ../../../src/desk/a.ts',
      'apps/dashboard/src/day.tsx:4 imports ../../booking/src/x',
      'apps/dashboard/src/day.tsx:5 imports @foyer/widget',
    ],
  ],
  [
    'packages import packages only',
    {
      'packages/forms/src/forms.ts': "import '@foyer/contract/forms.ts'\nimport '../../../src/kit/ids.ts'",
    },
    ['packages/forms/src/forms.ts:2 imports ../../../src/kit/ids.ts'],
  ],
  [
    'nothing imports test/ but tests and benchmarks',
    {
      'src/main.ts': "import { cast } from '../test/cast.ts'",
      'scripts/seed.ts': "import { cast } from '../test/cast.ts'",
      'bench/booking.ts': "import { cast } from '../test/cast.ts'",
      'src/story.test.ts': "import { cast } from '../test/cast.ts'",
      'test/desk.ts': "import { cast } from './cast.ts'",
    },
    ['src/main.ts:1 imports ../test/cast.ts', 'scripts/seed.ts:1 imports ../test/cast.ts'],
  ],
  [
    'a slice holds files of a closed vocabulary',
    Object.fromEntries(
      [
        'contacts/contact.ts',
        'contacts/merge-contacts.ts',
        'contacts/events.ts',
        'contacts/find-contact.ts',
        'contacts/merge-contacts.test.ts',
        'contacts/reactors/send-welcome.ts',
        'contacts/index.ts',
        'contacts/types.ts',
        'contacts/phone-utils.ts',
        'contacts/helpers.test.ts',
        'contacts/find.ts',
        'contacts/mergeContacts.ts',
        'contacts/page.tsx',
        'contacts/queries/find-contact.ts',
        'contacts/reactors/later/send.ts',
        'invoices/invoice.ts',
        'actor.ts',
      ].map((file) => [`src/desk/${file}`, '']),
    ),
    [
      'src/desk/contacts/index.ts:1 index.ts is named for no thing a receptionist knows',
      'src/desk/contacts/types.ts:1 types.ts is named for no thing a receptionist knows',
      'src/desk/contacts/phone-utils.ts:1 phone-utils.ts is named for no thing a receptionist knows',
      'src/desk/contacts/helpers.test.ts:1 helpers.test.ts is named for no thing a receptionist knows',
      'src/desk/contacts/find.ts:1 find.ts does not say what it will find',
      'src/desk/contacts/mergeContacts.ts:1 mergeContacts.ts is not spelled like-this.ts',
      'src/desk/contacts/page.tsx:1 page.tsx is not spelled like-this.ts',
      'src/desk/contacts/queries/find-contact.ts:1 queries/ is no folder that a slice has',
      'src/desk/contacts/reactors/later/send.ts:1 reactors/later/ is no folder that a slice has',
      'src/desk/invoices/invoice.ts:1 invoices/ is no slice; add it to DESIGN.md and here, in story order',
      'src/desk/actor.ts:1 actor.ts lies in no slice',
    ],
  ],
  [
    'the clock is an argument in desk',
    {
      'src/desk/contacts/contact.ts':
        'const a = new Date()\nconst b = Date.now()\nconst c = Temporal.Now.instant()\nconst d = Date()\n' +
        "const e: Date = tx.clock.now() // new Date()\nconst f = 'new Date()'\nconst g = Temporal.Instant.from(e)",
      'src/desk/contacts/contact.test.ts': 'const a = new Date()',
      'src/kit/clock.ts': 'const a = Temporal.Now.instant()',
    },
    [
      'src/desk/contacts/contact.ts:1 uses new Date',
      'src/desk/contacts/contact.ts:2 uses Date.now',
      'src/desk/contacts/contact.ts:3 uses Temporal.Now',
      'src/desk/contacts/contact.ts:4 uses Date()',
    ],
  ],
  [
    "desk never asks the database's clock",
    {
      'src/desk/contacts/merge-contacts.ts':
        'await tx.run(sql`\n  update contacts\n  set a = ${tx.clock.now()}, b = 1`)\n' +
        "await tx.run(sql`select ${id}, now()`)\nconst text = 'default CURRENT_TIMESTAMP'\n// now() is forbidden",
    },
    [
      'src/desk/contacts/merge-contacts.ts:4 now() in SQL',
      'src/desk/contacts/merge-contacts.ts:5 CURRENT_TIMESTAMP in SQL',
    ],
  ],
  [
    'acrossClinics is for those on the list',
    {
      'src/desk/access/find-session.ts': 'await db.acrossClinics((tx) => tx)',
      'src/desk/contacts/find-contact.ts': 'await db.acrossClinics((tx) => tx)',
      'src/http/api/health.ts': 'const { acrossClinics } = db',
      'test/cast.ts': 'await db.acrossClinics((tx) => tx)',
    },
    ['src/desk/contacts/find-contact.ts:1 uses acrossClinics', 'src/http/api/health.ts:1 uses acrossClinics'],
  ],
  [
    'a file past 450 lines fails',
    {
      'src/main.ts': 'a\n'.repeat(451),
      'src/story.ts': 'a\n'.repeat(450),
      'src/main.test.ts': 'a\n'.repeat(999),
      'src/http/api.gen.ts': 'a\n'.repeat(999),
      'apps/widget/src/widget.ts': 'a\n'.repeat(999),
    },
    ['src/main.ts:451 is 451 lines long'],
  ],
  [
    'imports are literal',
    { 'src/main.ts': "await import(`./${role}.ts`)\nawait import('./story.ts')", 'src/story.ts': '' },
    ['src/main.ts:1 imports a computed path'],
  ],
]

describe('the house check', () => {
  test.each(broken)('%s', (_, tree, said) => {
    expect(report(tree)).toEqual(said)
  })

  test('says why and where to go', () => {
    const [violation] = check({ 'src/kit/ids.ts': "import '../story.ts'" }).violations
    expect(violation).toEqual({
      where: 'src/kit/ids.ts:1',
      what: 'imports ../story.ts',
      why: expect.stringMatching(/^kit is the ground floor/),
      goTo: expect.stringMatching(/argument/),
    })
  })

  test('is content with a house in order, and counts its files', () => {
    const order = {
      'src/main.ts':
        "import './story.ts'\nimport './http/server.ts'\nimport { smtpEmail } from './providers/email/smtp.ts'",
      'src/story.ts': "import { sendWelcome } from './desk/contacts/reactors/send-welcome.ts'",
      'src/http/server.ts':
        "import { mergeContacts } from '../desk/contacts/merge-contacts.ts'\nimport { Hono } from 'hono'",
      'src/desk/contacts/reactors/send-welcome.ts':
        "import type { E } from '../../../providers/email/port.ts'",
      'src/desk/contacts/merge-contacts.ts':
        "import { clinic } from '../clinics/clinic.ts'\nimport { sql } from 'kysely'",
      'src/providers/email/smtp.ts': "import nodemailer from 'nodemailer'\nimport '../../kit/problem.ts'",
      'src/kit/problem.ts': "import { z } from 'zod'",
    }
    expect(check(order)).toEqual({ files: 7, violations: [], warnings: [] })
  })

  test('warns of a file past 300 lines and of a stale leave to cross clinics', () => {
    expect(
      check({
        'src/main.ts': 'a\n'.repeat(301),
        'src/story.ts': 'a\n'.repeat(300),
        'src/desk/access/find-session.ts': "// acrossClinics, once\nconst a = 'acrossClinics'",
      }),
    ).toMatchObject({
      violations: [],
      warnings: [
        'src/main.ts is 301 lines long: a noun is hiding in it (450 fails)',
        'src/desk/access/find-session.ts does not use acrossClinics: take it out of crossesClinics in scripts/house.ts',
      ],
    })
  })

  test('everyone who may cross clinics has a reason', () => {
    for (const reason of Object.values(crossesClinics)) expect(reason.length).toBeGreaterThan(10)
  })
})

describe('the import reader', () => {
  const specifiers = (source: string) => readImports(scan(source)).map(({ specifier }) => specifier)

  test.each([
    ["import a from 'a'", ['a']],
    ["import a, { b as c, type D } from 'a'", ['a']],
    ["import a, * as b from 'a'", ['a']],
    ["import type { A } from 'a'", ['a']],
    ["import type from 'a'\nimport type from from 'b'", ['a', 'b']],
    ["import {\n  a, // one\n  b, /* from 'x' */\n}\nfrom 'a'", ['a']],
    ['import \'a\';import "b"', ['a', 'b']],
    ["import data from './a.json' with { type: 'json' }", ['./a.json']],
    [
      "export * from 'a'\nexport * as b from 'b'\nexport { c } from 'c'\nexport type { D } from 'd'",
      ['a', 'b', 'c', 'd'],
    ],
    ["export { a }\nconst b = c\nimport d from 'd'", ['d']],
    [
      "const { a } = await import('a')\ntype B = import('b').B\nawait import('c', { with: {} })",
      ['a', 'b', 'c'],
    ],
    ["const a = require('a')\nimport b = require('b')", ['a', 'b']],
    ['await import(name)', [null]],
    [
      "import.meta.url\nvalue.import('a')\nconst b = { import: 'c', from: 'd' }\nclass E { import(f) {} }",
      [],
    ],
    ["// import 'a'\n/* import 'b'\n import 'c' */\n'import \"d\"'\n`import 'e'`", []],
    ["const a = `${b ? `import 'x' ${{ c: '}' }}` : ''}`\nimport 'y'", ['y']],
    ["const quote = /['\"`]/\nconst slash = /[/'\"]\\/`/g\nimport 'a'", ['a']],
    ["const half = a / 2 / b\nconst q = \"it's\"\nimport 'a'", ['a']],
    ["const it = 'it\\'s // not a comment'\nimport 'a'", ['a']],
    ["const view = <p>Don't <b>/</b> stop</p>\nconst br = <br />\nimport 'a'", ['a']],
    ['#!/usr/bin/env node\nimport "a"', ['a']],
  ])('reads %j', (source, expected) => {
    expect(specifiers(source)).toEqual(expected)
  })

  test('tells values from types, and on which line', () => {
    expect(
      readImports(scan("\nimport a, { type B, c as d, type } from 'a'\nimport type { E } from 'e'")),
    ).toEqual([
      { line: 2, specifier: 'a', values: ['a', 'c', 'type'] },
      { line: 3, specifier: 'e', values: [] },
    ])
  })
})
