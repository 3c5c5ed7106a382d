/** Where to go after signing in. Only paths of this site: a link must not send anybody elsewhere. */
export function safeReturnPath(path: string | undefined): string {
  if (!path?.startsWith('/') || path.startsWith('//') || path.includes('\\')) return '/';
  return path.startsWith('/sign-in') ? '/' : path;
}
