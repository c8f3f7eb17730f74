import { spawnSync } from 'node:child_process';
import { lchownSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The user that PostgreSQL runs as when this process is root, which PostgreSQL refuses to be. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The user `nobody` of every Linux; initdb insists on a user that has a name. */
export const nobody: Account = { uid: 65534, gid: 65534 };

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Whether the account can enter the folder; asked of the system itself, which alone knows ACLs and mounts. */
export function canEnter(folder: string, account: Account | undefined): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { cwd: '/', env: {}, ...account }).status === 0
  );
}

/** Gives a folder and all in it to the account; the folder itself comes last, as the sign that all is done. */
export function giveTree(tree: string, account: Account): void {
  for (const entry of readdirSync(tree, { withFileTypes: true })) {
    const file = path.join(tree, entry.name);
    if (entry.isDirectory()) giveTree(file, account);
    else lchownSync(file, account.uid, account.gid);
  }
  lchownSync(tree, account.uid, account.gid);
}
