/**
 * What administrators do: accounts, places in cases, sessions, the access log. None of it opens a case: an administrator sees
 * no content by being one. Every change is noted in the access log with who made it.
 */
import { PlumblineError } from "../../errors.ts";
import type { AccessLine, AccountView, Membership } from "../../model/access.ts";
import { actorSchema } from "../../model/records.ts";
import type { AccessEffects } from "../../model/effects.ts";
import type {
  AccessQuery,
  AccessStore,
  PasswordHash,
  StoredAccount,
} from "../../store/access/access-store.ts";
import type { AccessLog } from "./access-log.ts";
import { hashPassword } from "./passwords.ts";

export interface NewAccount {
  readonly name: string;
  /** Name for people; the short name otherwise. */
  readonly display?: string | undefined;
  readonly password: string;
  readonly administrator?: boolean;
}

export class Administration {
  readonly #store: AccessStore;
  readonly #log: AccessLog;
  readonly #effects: AccessEffects;
  readonly #cost: PasswordHash["cost"];

  constructor(store: AccessStore, log: AccessLog, effects: AccessEffects, cost: PasswordHash["cost"]) {
    this.#store = store;
    this.#log = log;
    this.#effects = effects;
    this.#cost = cost;
  }

  /** @throws PlumblineError USAGE for a name or a password that cannot be one, KEY_TAKEN. */
  async add(
    by: string,
    { name, display, password, administrator = false }: NewAccount,
  ): Promise<AccountView> {
    const handle = actorSchema.shape.by.safeParse(name);
    if (!handle.success)
      throw new PlumblineError("USAGE", "The name of an account is a short name: letters, digits, . _ @ -");
    const account: StoredAccount = {
      name: handle.data,
      display: display ?? name,
      administrator,
      disabled: false,
      password: await this.#hash(password),
    };
    if (!(await this.#store.addAccount(account)))
      throw new PlumblineError("KEY_TAKEN", "An account has this name.", {
        where: name,
        hint: "Choose another name.",
      });
    this.#note(by, `added account ${name}${administrator ? ", an administrator" : ""}`);
    return this.#view(account);
  }

  /** A new password ends every session of the account and lifts a lock. */
  async setPassword(by: string, name: string, password: string): Promise<void> {
    const account = await this.#find(name);
    await this.#store.replaceAccount({ ...account, password: await this.#hash(password) });
    await this.#store.revokeSessions({ person: account.name });
    await this.#store.clearAttempts(name);
    this.#note(by, `set the password of ${account.name}`);
  }

  /** A disabled account stays, with its name in what it wrote; its sessions end. */
  async setDisabled(by: string, name: string, disabled: boolean): Promise<void> {
    const account = await this.#find(name);
    await this.#store.replaceAccount({ ...account, disabled });
    if (disabled) await this.#store.revokeSessions({ person: account.name });
    this.#note(by, `${disabled ? "disabled" : "enabled"} ${account.name}`);
  }

  async endSessions(by: string, name: string): Promise<void> {
    const account = await this.#find(name);
    await this.#store.revokeSessions({ person: account.name });
    this.#note(by, `ended the sessions of ${account.name}`);
  }

  /** Gives a place in a case, or replaces the one there is. */
  async grant(by: string, name: string, membership: Membership): Promise<void> {
    const account = await this.#find(name);
    await this.#store.setMembership(account.name, membership);
    const { roles, reader, organisations } = membership;
    const groups = reader.groups.length === 0 ? "" : `, groups ${reader.groups.join(" ")}`;
    this.#note(
      by,
      `made ${account.name} ${roles.join(" and ")} at ${reader.ceiling}${groups}, for ${organisations.join(" ")}`,
      membership.case,
    );
  }

  async remove(by: string, name: string, caseName: string): Promise<void> {
    const account = await this.#find(name);
    await this.#store.removeMembership(account.name, caseName);
    this.#note(by, `took ${account.name} out`, caseName);
  }

  async list(): Promise<readonly AccountView[]> {
    return Promise.all((await this.#store.accounts()).map((account) => this.#view(account)));
  }

  /** @throws PlumblineError NOT_FOUND. */
  async account(name: string): Promise<AccountView> {
    return this.#view(await this.#find(name));
  }

  /** Lines of the access log, newest first, those not yet on the disk included. */
  async lines(query: AccessQuery): Promise<readonly AccessLine[]> {
    await this.#log.flush();
    this.#log.check();
    return this.#store.lines(query);
  }

  async #view({ name, display, administrator, disabled }: StoredAccount): Promise<AccountView> {
    return { name, display, administrator, disabled, memberships: await this.#store.memberships(name) };
  }

  async #find(name: string): Promise<StoredAccount> {
    const account = await this.#store.account(name);
    if (account === undefined)
      throw new PlumblineError("NOT_FOUND", "There is no account of this name.", { where: name });
    return account;
  }

  #hash(password: string): Promise<PasswordHash> {
    return hashPassword(password, (count) => this.#effects.random(count), this.#cost);
  }

  #note(by: string, what: string, caseName = ""): void {
    this.#log.note({ person: by, case: caseName, what });
  }
}
