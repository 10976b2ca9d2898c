/** A share from 0 to 1 as `30 %`, `52.1 %`, with so many decimals at most. */
export function percentText(share: number, mostDecimals: 1 | 2 = 1): string {
  return `${Number((100 * share).toFixed(mostDecimals))} %`;
}
