/** Controls of the kit that are more than one native element. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Chooses from a select, as somebody with a mouse does. */
export async function choose(page: Page, select: Locator, option: string | RegExp): Promise<void> {
  await select.click();
  await pick(page, option);
}

/** Chooses from the select that is open. */
export async function pick(page: Page, option: string | RegExp): Promise<void> {
  const list = page.locator('.ant-select-dropdown:visible');
  const name = typeof option === 'string' ? new RegExp(`^${escaped(option)}$`) : option;
  await list.locator('.ant-select-item-option').filter({ hasText: name }).first().click();
}

/** Types what the option of a select is called, and chooses it. */
export async function find(page: Page, select: Locator, option: string): Promise<void> {
  await select.fill(option);
  await choose(page, select, option);
}

/** What the kit's toaster says, with its button to undo. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.getByRole('status').locator('[data-tone], div').filter({ hasText: text }).first();
}

/** Takes back what the newest notice tells. */
export async function undo(page: Page, text: string | RegExp, action: string): Promise<void> {
  const notice = toast(page, text);
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: action }).click();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
