import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Packages for other platforms that the lock file does not name. `npm install` leaves them out where the registry
 * does not have them, and `npm ci` then refuses the lock file everywhere.
 */
export function lockProblems(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !packages[`node_modules/${name}`])
      .filter((name) => !packages[`${path}/node_modules/${name}`])
      .map((name) => `package-lock.json: ${path} may need ${name}, which is not in it`),
  );
}
