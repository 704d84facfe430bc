import { Command } from "commander";
import { AccountAccess, membershipOf } from "../../desk/index.ts";
import { parseNumber, withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import { readPassword } from "../secret.ts";
import { table } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

/** Who stands in the access log for what is done here. */
const BY = "command line";

interface PasswordOption extends CommonOptions {
  readonly passwordFile?: string;
}
interface AddOptions extends PasswordOption {
  readonly display?: string;
  readonly administrator?: boolean;
}
interface GrantOptions extends CommonOptions {
  readonly role: readonly string[];
  readonly party: readonly string[];
  readonly ceiling: string;
  readonly group: readonly string[];
}
interface RevokeOptions extends CommonOptions {
  readonly case?: string;
}
interface DisableOptions extends CommonOptions {
  readonly undo?: boolean;
}
interface LogOptions extends CommonOptions {
  readonly case?: string;
  readonly person?: string;
  readonly record?: string;
  readonly limit: string;
}

export function accountsCommand(): Command {
  const command = new Command("accounts").description(
    "accounts of a server: people, their places in cases, the access log",
  );
  command.addCommand(addCommand());
  command.addCommand(passwordCommand());
  command.addCommand(grantCommand());
  command.addCommand(revokeCommand());
  command.addCommand(disableCommand());
  command.addCommand(listCommand());
  command.addCommand(logCommand());
  command.addHelpText("after", "\nExample:\n  plumbline accounts list cases/team.db");
  return command;
}

const FILE = "file of accounts, outside every case";
const PASSWORD_FILE = "file whose first line is the password; only its owner may read it";
/** It belongs to every command; the one above takes it, so options are read together with those above. */
const JSON_OUT = "write the result as JSON";

/** Runs `work` on the file of accounts and closes it, whatever happens. */
async function withAccounts(
  file: string,
  options: CommonOptions,
  work: (accounts: AccountAccess, terminal: Terminal) => Promise<void>,
  create = false,
): Promise<void> {
  await withTerminal(options, async (terminal) => {
    const accounts = await AccountAccess.open(file, { create });
    try {
      await work(accounts, terminal);
    } finally {
      await accounts.close();
    }
  });
}

function addCommand(): Command {
  return new Command("add")
    .description("add an account; the file is made if there is none")
    .argument("<file>", FILE)
    .argument("<name>", "short name; it is the author of what the person writes")
    .option("--display <text>", "name for people")
    .option("--administrator", "may administer the server; this alone shows no case")
    .option("--password-file <file>", PASSWORD_FILE)
    .option("--json", JSON_OUT)
    .addHelpText(
      "after",
      "\nThe program asks for the password twice.\n\nExample:\n  plumbline accounts add cases/team.db ada --administrator",
    )
    .action(async (file: string, name: string, _: AddOptions, command: Command) => {
      const options = command.optsWithGlobals<AddOptions>();
      const password = await readPassword(options.passwordFile);
      const { display, administrator = false } = options;
      await withAccounts(
        file,
        options,
        async ({ administration }, terminal) => {
          const made = await administration.add(BY, { name, display, password, administrator });
          terminal.result(made, () => {
            terminal.line(`Account ${made.name}${made.administrator ? ", an administrator" : ""}.`);
          });
        },
        true,
      );
    });
}

function passwordCommand(): Command {
  return new Command("password")
    .description("set the password of an account; its sessions end")
    .argument("<file>", FILE)
    .argument("<name>", "name of the account")
    .option("--password-file <file>", PASSWORD_FILE)
    .option("--json", JSON_OUT)
    .action(async (file: string, name: string, _: PasswordOption, command: Command) => {
      const options = command.optsWithGlobals<PasswordOption>();
      const password = await readPassword(options.passwordFile);
      await withAccounts(file, options, async ({ administration }, terminal) => {
        await administration.setPassword(BY, name, password);
        terminal.result({ name }, () => {
          terminal.line(`The password of ${name} is set; the sessions have ended.`);
        });
      });
    });
}

const collect = (value: string, before: readonly string[]) => [...before, value];

function grantCommand(): Command {
  return new Command("grant")
    .description("give an account a place in a case, or replace the one it has")
    .argument("<file>", FILE)
    .argument("<name>", "name of the account")
    .argument("<case>", "folder of the case")
    .option("--role <role>", "reader, analyst, reviewer or releaser; may be repeated", collect, [])
    .option(
      "--party <party>",
      "organisation written for, by key or id; may be repeated, the usual one first; by default the one that keeps the case",
      collect,
      [],
    )
    .option("--ceiling <level>", "highest level the person sees", "AMBER")
    .option("--group <name>", "need-to-know group the person belongs to; may be repeated", collect, [])
    .option("--json", JSON_OUT)
    .addHelpText(
      "after",
      "\nIt takes effect at the person's next request.\n\nExample:\n  plumbline accounts grant cases/team.db ada cases/my-case --role analyst --party EA --ceiling AMBER",
    )
    .action(async (file: string, name: string, folder: string, _: GrantOptions, command: Command) => {
      const options = command.optsWithGlobals<GrantOptions>();
      const roles = options.role.length === 0 ? ["reader"] : options.role;
      const { party: organisations, ceiling, group: groups } = options;
      const membership = await membershipOf({ folder, organisations, roles, ceiling, groups });
      await withAccounts(file, options, async ({ administration }, terminal) => {
        await administration.grant(BY, name, membership);
        terminal.result(membership, () => {
          terminal.line(`${name} is ${membership.roles.join(" and ")} in ${membership.case}.`);
        });
      });
    });
}

function revokeCommand(): Command {
  return new Command("revoke")
    .description("end the sessions of an account, or take it out of a case")
    .argument("<file>", FILE)
    .argument("<name>", "name of the account")
    .option("--case <name>", "take the person out of this case instead")
    .option("--json", JSON_OUT)
    .action(async (file: string, name: string, _: RevokeOptions, command: Command) => {
      const options = command.optsWithGlobals<RevokeOptions>();
      await withAccounts(file, options, async ({ administration }, terminal) => {
        if (options.case === undefined) await administration.endSessions(BY, name);
        else await administration.remove(BY, name, options.case);
        terminal.result({ name }, () => {
          terminal.line(
            options.case === undefined
              ? `The sessions of ${name} have ended.`
              : `${name} is out of ${options.case}.`,
          );
        });
      });
    });
}

function disableCommand(): Command {
  return new Command("disable")
    .description("block an account; its name stays on what it wrote")
    .argument("<file>", FILE)
    .argument("<name>", "name of the account")
    .option("--undo", "unblock it")
    .option("--json", JSON_OUT)
    .action(async (file: string, name: string, _: DisableOptions, command: Command) => {
      const options = command.optsWithGlobals<DisableOptions>();
      const disabled = options.undo !== true;
      await withAccounts(file, options, async ({ administration }, terminal) => {
        await administration.setDisabled(BY, name, disabled);
        terminal.result({ name, disabled }, () => {
          terminal.line(`${name} is ${disabled ? "disabled" : "enabled"}.`);
        });
      });
    });
}

function listCommand(): Command {
  return new Command("list")
    .description("list accounts and their places in cases")
    .argument("<file>", FILE)
    .option("--json", JSON_OUT)
    .action(async (file: string, _: CommonOptions, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      await withAccounts(file, options, async ({ administration }, terminal) => {
        const accounts = await administration.list();
        terminal.result({ accounts }, () => {
          for (const { name, display, administrator, disabled, memberships } of accounts) {
            const notes = [administrator ? "administrator" : "", disabled ? "disabled" : ""].filter(Boolean);
            terminal.line(`${name} (${display})${notes.length === 0 ? "" : `, ${notes.join(", ")}`}`);
            for (const { case: caseName, roles, reader } of memberships)
              terminal.line(
                `  ${caseName}: ${roles.join(", ")}, up to ${[reader.ceiling, ...reader.groups].join(" ")}`,
              );
          }
        });
      });
    });
}

function logCommand(): Command {
  return new Command("log")
    .description("print the access log: who saw or did what, newest first")
    .argument("<file>", FILE)
    .option("--case <name>", "only this case")
    .option("--person <name>", "only this person")
    .option("--record <id>", "only this record")
    .option("--limit <n>", "most lines to print", "100")
    .option("--json", JSON_OUT)
    .action(async (file: string, _: LogOptions, command: Command) => {
      const options = command.optsWithGlobals<LogOptions>();
      const limit = parseNumber("--limit", options.limit, 1, 1_000_000);
      await withAccounts(file, options, async ({ administration }, terminal) => {
        const lines = await administration.lines({
          limit,
          ...(options.case === undefined ? {} : { case: options.case }),
          ...(options.person === undefined ? {} : { person: options.person }),
          ...(options.record === undefined ? {} : { ref: options.record }),
        });
        terminal.result({ lines }, () => {
          const rows = lines.map(({ at, person, case: caseName, what, ref = "" }) => [
            at,
            person,
            caseName,
            what,
            ref,
          ]);
          terminal.line(table([["at", "person", "case", "what", "record"], ...rows]));
        });
      });
    });
}
