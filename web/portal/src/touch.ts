/** Where the visitor came from: what the address and the browser tell, nothing stored. */
export type Touch = {
  url: string;
  referrer?: string;
  utm?: Record<string, string>;
  referral_code?: string;
  click_ids?: Record<string, string>;
  self_reported_source?: string;
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
