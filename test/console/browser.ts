import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD } from './stage';

/** Where the browser is, or would be. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const hasBrowser = (): boolean => existsSync(CHROMIUM);

/** `test`, or a skipped one where there is no browser to try it in. */
export const browserTest: typeof test = hasBrowser() ? test : test.skip;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the page, refusals of its security policy included. */
  readonly problems: string[];
  /** Addresses outside of the console that it asked for. */
  readonly strangers: string[];
}

/** A fresh visitor, who sees the sign-in page. */
export async function visit(
  browser: Browser,
  url: string,
  options: { readonly locale?: string; readonly dark?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: options.locale ?? 'en-US',
    colorScheme: options.dark ? 'dark' : 'light',
    viewport: { width: 1360, height: 900 },
  });
  const page = await context.newPage();
  const problems: string[] = [];
  const strangers: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[0-49]/.test(message.text())) problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) strangers.push(request.url());
  });
  await page.goto(url);
  return { context, page, problems, strangers };
}

export async function signIn(page: Page, password = PASSWORD): Promise<void> {
  await page.locator('input[type=password]').fill(password);
  await page.locator('button.primary').click();
  await page.locator('header nav a').first().waitFor();
}
