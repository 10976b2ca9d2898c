import { formatUsd } from '../protocol/money.js';

/** US dollars for people, as exact as they come. */
export function usdText(usd: number): string {
  return formatUsd(Math.round(usd * 1_000_000));
}

/** The shortest amount that still says something: cents from ten cents up, more digits below. For the status bar. */
export function shortUsdText(usd: number): string {
  return Math.abs(usd) >= 0.0995 ? `${usd < 0 ? '-' : ''}$${Math.abs(usd).toFixed(2)}` : usdText(usd);
}

/** `1 dollar 10 cents`, for a screen reader. Below a cent it says the decimal amount. */
export function spokenUsd(usd: number): string {
  const sign = usd < 0 ? 'minus ' : '';
  const cents = Math.round(Math.abs(usd) * 100);
  if (cents === 0) return usd === 0 ? '0 dollars' : `${sign}less than 1 cent`;
  const dollars = Math.floor(cents / 100);
  const parts = [
    dollars === 0 ? '' : counted(dollars, 'dollar'),
    cents % 100 === 0 ? '' : counted(cents % 100, 'cent'),
  ];
  return `${sign}${parts.filter(part => part !== '').join(' ')}`;
}

/** `1 request`, `1,204 requests`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

/** `31 %` of a share from 0 to 1. */
export function percentText(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `25 MB`, in the units that downloads are given in. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
