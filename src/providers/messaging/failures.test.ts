import { expect, test } from 'vitest'
import { createHttpClient } from '../../kit/http-client.ts'
import { exchange } from './failures.ts'
import { MESSAGING_FAILURES } from './port.ts'

test('a server in a private network has words of its own, and is not tried again', async () => {
  const http = createHttpClient({ allowPrivateAddresses: false })
  const asked = exchange(http, { url: 'http://127.0.0.1:9/' }, 'ask')
  await expect(asked).rejects.toMatchObject({ code: 'address_refused', retryable: false })
  expect(MESSAGING_FAILURES.address_refused).toMatch(/private network/)
})
