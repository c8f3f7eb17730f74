import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { giveTree } from './account.js';
import { adoptPostmaster } from './adopt-postmaster.js';
import { type Claim, claimFolder } from './claim-folder.js';
import { ClusterError, ClusterVersionError, asClusterError, postgresDeath } from './cluster-error.js';
import { type Binaries, findBinaries } from './find-binaries.js';
import { type Place, findPlace } from './find-place.js';
import { makeData } from './make-data.js';
import { type Postmaster, endServer, watchServer } from './postmaster.js';
import { type Programs, prepareBinaries } from './prepare-binaries.js';
import { readLastLines } from './server-log.js';
import { removeSocketFolder } from './socket-folder.js';
import { startPostmaster } from './start-postmaster.js';

export interface ClusterOptions {
  /** Folder of the cluster; made if missing. Data, log and locks lie in it and nothing of ours beside it. */
  readonly dataDir: string;
  /** Folder with the programs of PostgreSQL to use; default: see `findBinaries`. */
  readonly binDir?: string | undefined;
  /** Settings of the server over ours, such as `shared_buffers=1GB`; default: none. */
  readonly settings?: readonly string[];
  /** Told, in a sentence for a person, when the cluster had to be placed elsewhere; default: nobody is. */
  readonly onNotice?: (sentence: string) => void;
  /** Told when the server ends though nobody called `stop`, which then is to be called before it is opened again. */
  readonly onExit?: (death: ClusterError) => void;
}

/** What a PostgreSQL client needs to connect; `host` is a socket directory except on Windows. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** A running PostgreSQL, held by this process alone. */
export interface Cluster {
  /** The folder in use, which differs from the wished one only if `onNotice` said so. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Major version of the server. */
  readonly major: number;
  /** Process number of the server. */
  readonly pid: number;
  /** True when the server was already running, left behind by a process that was killed. */
  readonly reused: boolean;
  /** How to reach a database; the user defaults to `postgres`, the superuser. No password is asked. */
  connection(database: string, user?: string): Connection;
  /**
   * Stops the server and lets go of the folder; may be called again.
   * @throws ClusterError STOP_FAILED when the server lives on after 20 seconds.
   */
  stop(): Promise<void>;
}

/** How long children of a killed server may take to notice and let go of its memory. */
const leftoverLimitMs = 5_000;
const retryMs = 100;

function takeData({ folder, pgData, account }: Place, { major }: Programs): void {
  const dataMajor = Number(readFileSync(path.join(pgData, 'PG_VERSION'), 'utf8'));
  if (dataMajor !== major) throw new ClusterVersionError(folder, dataMajor, major);
  // Root's own files are a restored backup: no server could have made them.
  if (account && statSync(pgData).uid === 0) giveTree(pgData, account);
}

async function obtainPostmaster(
  programs: Programs,
  place: Place,
  settings: readonly string[],
): Promise<Postmaster> {
  const deadline = Date.now() + leftoverLimitMs;
  for (;;) {
    const adopted = await adoptPostmaster(place.pgData, programs.binDir);
    if (adopted) return adopted;
    try {
      return await startPostmaster(programs, place, settings);
    } catch (error) {
      const leftover = error instanceof ClusterError && error.code === 'DATA_STILL_USED';
      if (!leftover || Date.now() > deadline) throw error;
      await sleep(retryMs);
    }
  }
}

function asCluster(
  place: Place,
  programs: Programs,
  postmaster: Postmaster,
  claim: Claim,
  onExit: ClusterOptions['onExit'],
): Cluster {
  const { host, port } = postmaster.address;
  const { pid } = postmaster.process;
  const letGo = (): void => {
    removeSocketFolder(host, port);
    claim.release();
  };
  const unwatch = watchServer(postmaster, () => onExit?.(postgresDeath(pid, readLastLines(place.folder))));
  let stopping: Promise<void> | undefined;
  return {
    dataDir: place.folder,
    host,
    port,
    major: programs.major,
    pid,
    reused: postmaster.child === undefined,
    connection: (database, user = 'postgres') => ({ host, port, user, database }),
    stop: () => {
      unwatch();
      stopping ??= endServer(postmaster.process, programs.binDir).finally(letGo);
      return stopping;
    },
  };
}

function giveNotices(
  place: Place,
  found: Binaries,
  programs: Programs,
  onNotice: ClusterOptions['onNotice'],
): void {
  if (place.folder !== place.wished) {
    onNotice?.(
      `PostgreSQL does not run as root, and ${place.wished} is closed to others: its data are in ${place.folder}.`,
    );
  }
  if (programs.binDir !== found.binDir) {
    onNotice?.(`PostgreSQL cannot be run from ${found.binDir}: it is run from a copy in ${place.folder}.`);
  }
}

async function openPlace(place: Place, options: ClusterOptions): Promise<Cluster> {
  const claim = await claimFolder(place.folder, place.account);
  try {
    const found = findBinaries(options.binDir);
    const programs = prepareBinaries(found, place);
    giveNotices(place, found, programs, options.onNotice);
    if (existsSync(place.pgData)) takeData(place, programs);
    else await makeData(programs, place);
    const postmaster = await obtainPostmaster(programs, place, options.settings ?? []);
    return asCluster(place, programs, postmaster, claim, options.onExit);
  } catch (error) {
    claim.release();
    throw error;
  }
}

/**
 * Opens the cluster in a folder: makes it on first use, takes over a server that a killed process left running, else
 * starts one, which recovers by itself after a crash. Works as root and as an ordinary user.
 * @throws ClusterInUseError, ClusterVersionError, PostgresUnavailableError, or ClusterError with a `code`.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const wished = path.resolve(options.dataDir);
  try {
    return await openPlace(findPlace(wished), options);
  } catch (error) {
    throw asClusterError(error, wished);
  }
}
