/** Whether version `a` comes after version `b`, as semver orders them. Text that is no version comes before all others. */
export function isNewer(a: string, b: string): boolean {
  return compare(read(a), read(b)) > 0;
}

interface Version {
  readonly numbers: readonly number[];
  /** Empty for a release. */
  readonly prerelease: readonly string[];
}

function read(text: string): Version | undefined {
  const found = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/.exec(text.trim());
  if (found === null) return undefined;
  return { numbers: found.slice(1, 4).map(Number), prerelease: found[4]?.split('.') ?? [] };
}

function compare(a: Version | undefined, b: Version | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  for (const [place, number] of a.numbers.entries()) {
    const other = b.numbers[place] ?? 0;
    if (number !== other) return number - other;
  }
  // A release comes after its own pre-releases.
  if (a.prerelease.length === 0 || b.prerelease.length === 0) return b.prerelease.length - a.prerelease.length;
  for (let place = 0; place < Math.max(a.prerelease.length, b.prerelease.length); place++) {
    const order = compareParts(a.prerelease[place], b.prerelease[place]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Numbers by value and before words; fewer parts before more. */
function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumberA && isNumberB) return Number(a) - Number(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}
