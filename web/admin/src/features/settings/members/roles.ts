import type { Role } from '@perennial/api-client';

export const roles = [
  'owner',
  'admin',
  'marketing',
  'sales_manager',
  'sales',
  'success',
  'content',
  'analyst',
] as const satisfies Role[];

/** The roles that somebody may give or take: only owners make owners. The server decides. */
export function assignableRoles(mine: Role): Role[] {
  return roles.filter((role) => role !== 'owner' || mine === 'owner');
}

/** Whether somebody may change a colleague in this role. */
export function mayChange(mine: Role, theirs: Role): boolean {
  return assignableRoles(mine).includes(theirs);
}
