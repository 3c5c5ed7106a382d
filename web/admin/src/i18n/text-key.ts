import type { Resources } from './resources.gen';

export type Namespace = keyof Resources;

type Leaves<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Prefix}${Key}`
    : Leaves<Tree[Key], `${Prefix}${Key}.`>;
}[keyof Tree & string];

/** `shell:nav.leads`: a text by namespace and key, checked by the compiler. For texts named outside a component. */
export type TextKey = { [Name in Namespace]: `${Name}:${Leaves<Resources[Name]>}` }[Namespace];

/** Translates a `TextKey`; the namespace must be loaded. */
export function textOf(t: (...args: never[]) => unknown, key: TextKey): string {
  return (t as (key: string) => string)(key);
}
