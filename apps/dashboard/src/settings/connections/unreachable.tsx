import { VENDOR_WORDS, type Vendor } from './vendor-words.tsx'

/** Said where Foyer goes by a name of this machine or of a private network only. */
export function Unreachable({ url, vendor }: { url: string; vendor: Vendor }) {
  if (!isPrivate(new URL(url).hostname)) return null
  return (
    <div className="notice notice-look" role="note">
      <p>
        <strong>{VENDOR_WORDS[vendor].name} cannot reach this address:</strong> it leads to your own machine
        or network. Give Foyer a name on the internet (a reverse proxy with TLS, or a tunnel while you try it)
        and start it with <code>PUBLIC_URL=https://…</code>.
        {vendor === 'calcom' && (
          <>
            {' '}
            To try the demo without, <code>npm run demo:calcom -- created</code> sends a booking as Cal.com
            would.
          </>
        )}
      </p>
    </div>
  )
}

/** Loopback and the private ranges of RFC 1918 and 4193, and names without a place in the public DNS. */
function isPrivate(host: string): boolean {
  return (
    /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|0\.0\.0\.0$|\[::1\]$|\[f[cd])/.test(host) ||
    /(^|\.)(localhost|local|internal|test|example|invalid)$/.test(host) ||
    !/[.:]/.test(host)
  )
}
