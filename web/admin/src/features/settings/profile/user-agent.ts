/** The browser and the system that a user agent's text speaks of; undefined where it can't be told. */
export type Agent = { browser: string | undefined; system: string | undefined };

// In this order: most browsers also carry the names of those before them.
const browsers: [RegExp, string][] = [
  [/MicroMessenger\//, 'WeChat'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/curl\//, 'curl'],
];

const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
];

export function agentOf(text: string): Agent {
  const name = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(text))?.[1];
  return { browser: name(browsers), system: name(systems) };
}
