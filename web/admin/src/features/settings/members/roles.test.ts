import { expect, it } from 'vitest';
import { assignableRoles, mayChange, roles } from './roles';

it('lets only owners make owners, or change one', () => {
  expect(assignableRoles('owner')).toEqual(roles);
  expect(assignableRoles('admin')).not.toContain('owner');
  expect(mayChange('admin', 'owner')).toBe(false);
  expect(mayChange('admin', 'sales')).toBe(true);
  expect(mayChange('owner', 'owner')).toBe(true);
});
