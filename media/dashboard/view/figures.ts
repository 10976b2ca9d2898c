import { formatUsd } from '../../../src/protocol/money.js';
import type { Zone } from '../page-state.js';

// How figures are written. Every word and number of the page comes from here or from the view that shows it.

/**
 * Dollars with as many digits as it takes never to show a sub-cent amount as zero, and no cents from $100,000 up;
 * 'unpriced' where it is unknown.
 */
export function usd(dollars: number | null): string {
  if (dollars === null) return 'unpriced';
  return Math.abs(dollars) < 1_000 ? formatUsd(Math.round(dollars * 1_000_000)) : usdWith(dollars, decimalsOf(dollars));
}

/**
 * The sums of one column with the same number of decimals, so that they stand in line: as many as the largest needs to
 * be read, and '<$0.01' for what is less than that shows.
 */
export function usdColumn(dollars: readonly (number | null)[]): readonly string[] {
  const largest = Math.max(0, ...dollars.map(value => Math.abs(value ?? 0)));
  return dollars.map(value => usdWith(value, decimalsOf(largest)));
}

/** The sums of one column to their last digit, as a receipt shows them. */
export function usdExactColumn(dollars: readonly (number | null)[]): readonly string[] {
  const smallest = Math.min(...dollars.map(value => Math.abs(value ?? 0)).filter(value => value > 0));
  return dollars.map(value => usdWith(value, Math.max(decimalsOf(smallest), 2)));
}

/** With a fixed number of decimals; '$0' is exactly nothing. */
export function usdWith(dollars: number | null, decimals: number): string {
  if (dollars === null) return 'unpriced';
  if (dollars === 0) return '$0';
  const sign = dollars < 0 ? '-' : '';
  const text = Math.abs(dollars).toFixed(decimals);
  if (Number(text) === 0) return `${sign}<$${(10 ** -decimals).toFixed(decimals)}`;
  const [whole = '', cents] = text.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${sign}$${cents === undefined ? grouped : `${grouped}.${cents}`}`;
}

function decimalsOf(dollars: number): number {
  if (Math.abs(dollars) >= 100_000) return 0;
  if (Math.abs(dollars) >= 1) return 2;
  const text = formatUsd(Math.round(dollars * 1_000_000));
  return text.length - text.indexOf('.') - 1;
}

/** A list price: '$0.05', '$1.25', '$0.0625'. */
export function unitPrice(dollars: number): string {
  return `$${dollars.toFixed(6).replace(/0{1,4}$/, '')}`;
}

/** 0.317 as '32 %'. What is more than nothing is not shown as 0 %, what is less than all not as 100 %. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return '< 1 %';
  if (rounded === 100 && share < 1) return '> 99 %';
  return `${rounded} %`;
}

/** A part of a whole within 0..1, for the length of a bar. */
export function portion(part: number, whole: number): number {
  return whole > 0 ? Math.min(Math.max(part / whole, 0), 1) : 0;
}

/** 1234 as '1,234'. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** '1 request', '2 requests'. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** 1,234,567 as '1.2 M'; for tokens, where the last digits say nothing. */
export function short(value: number): string {
  if (value < 1_000) return String(value);
  if (value < 999_500) return `${value < 9_950 ? (value / 1_000).toFixed(1) : Math.round(value / 1_000)} k`;
  return `${value < 9_950_000 ? (value / 1_000_000).toFixed(1) : Math.round(value / 1_000_000)} M`;
}

/** Milliseconds as people say them: '0.4 ms', '320 ms', '2.4 s', '3 min'. */
export function duration(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 99_950) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}

export function bytes(value: number): string {
  if (value < 1_000) return `${value} B`;
  if (value < 999_500) return `${Math.round(value / 1_000)} kB`;
  return `${(value / 1_000_000).toFixed(1)} MB`;
}

/** '14:02' */
export function clockTime(atMs: number, zone: Zone): string {
  return format(atMs, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** 'Thu 26 Nov' */
export function dayName(atMs: number, zone: Zone): string {
  return format(atMs, zone, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** '26 Nov' */
export function shortDay(atMs: number, zone: Zone): string {
  return format(atMs, zone, { day: 'numeric', month: 'short' });
}

/** 'November' */
export function monthName(atMs: number, zone: Zone): string {
  return format(atMs, zone, { month: 'long' });
}

/** '14:02' on the day of `nowMs`, else '26 Nov 14:02'. */
export function moment(atMs: number, nowMs: number, zone: Zone): string {
  const time = clockTime(atMs, zone);
  const day = shortDay(atMs, zone);
  return day === shortDay(nowMs, zone) ? time : `${day} ${time}`;
}

function format(atMs: number, zone: Zone, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(zone.locale ?? 'en-GB', {
    ...options,
    ...(zone.timeZone === undefined ? {} : { timeZone: zone.timeZone }),
  }).format(atMs);
}
