/** Where the visitor came from: what the address and the browser tell, nothing stored. */
export type Touch = {
  url: string;
  referrer?: string;
  utm?: Record<string, string>;
  referral_code?: string;
  click_ids?: Record<string, string>;
  self_reported_source?: string;
  anonymous_id?: string;
};

const utmFields = ['source', 'medium', 'campaign', 'term', 'content'];
const clickIds = [
  'gclid',
  'fbclid',
  'msclkid',
  'bd_vid',
  'qz_gdt',
  'clickid',
  'ttclid',
  'twclid',
  'li_fat_id',
];

const handedOver = '#host=';

/** In a frame that our script placed, how the visitor came to the page around it; else how they came to this one. */
export function arrivalOf(location: Pick<Location, 'href' | 'hash'>, referrer: string): Touch {
  const host = location.hash.startsWith(handedOver)
    ? readHost(location.hash.slice(handedOver.length))
    : undefined;
  if (!host) return touchOf(location, referrer);
  const { url, referrer: before, anonymous_id } = host;
  return { ...touchOf({ href: url }, before), ...(anonymous_id ? { anonymous_id } : {}) };
}

/** Anybody may write an address: what isn't as our script writes it is passed by. */
function readHost(text: string): { url: string; referrer: string; anonymous_id: string } | undefined {
  try {
    const told = JSON.parse(decodeURIComponent(text)) as Record<string, unknown>;
    const word = (name: string, most: number) => {
      const value = told[name];
      return typeof value === 'string' ? value.slice(0, most) : '';
    };
    const url = new URL(word('url', 2000)).href.slice(0, 2000);
    return { url, referrer: word('referrer', 2000), anonymous_id: word('anonymous_id', 255) };
  } catch {
    return undefined;
  }
}

export function touchOf(location: Pick<Location, 'href'>, referrer: string): Touch {
  const { searchParams } = new URL(location.href);
  const referralCode = searchParams.get('ref')?.trim();
  const utm = pick(searchParams, utmFields, 'utm_');
  const clicks = pick(searchParams, clickIds);
  const source = searchParams.get('source');
  return {
    url: location.href,
    ...(referralCode ? { referral_code: referralCode.slice(0, 60) } : {}),
    ...(referrer ? { referrer } : {}),
    ...(utm ? { utm } : {}),
    ...(clicks ? { click_ids: clicks } : {}),
    ...(source ? { self_reported_source: source } : {}),
  };
}

function pick(parameters: URLSearchParams, names: string[], prefix = ''): Record<string, string> | undefined {
  const found = names.flatMap((name) => {
    const value = parameters.get(prefix + name);
    return value ? [[name, value] as const] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}
