/** A new password of one's own, on a server with accounts. Nothing typed here is kept anywhere in the page. */
import { useMutation } from "@tanstack/react-query";
import type { SyntheticEvent } from "react";
import { useState } from "react";
import { Field, FormEnd } from "../../components/fields.tsx";
import { changePassword, useMe } from "../../data/cases.ts";
import { Bob } from "../../layout/bob.tsx";

const EMPTY = { old: "", fresh: "", again: "" };

export function View() {
  const me = useMe().data;
  const [typed, setTyped] = useState(EMPTY);
  const change = useMutation({ mutationFn: () => changePassword(typed.old, typed.fresh) });
  const differ = typed.again !== "" && typed.again !== typed.fresh;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!differ) change.mutate();
  };
  return (
    <main className="alone">
      <p className="brand-line">
        <Bob />
        Plumbline
      </p>
      <h1 className="statement">Your password</h1>
      {me === undefined ? undefined : !me.byAccount ? (
        <p>This server has no accounts: it is its owner&apos;s alone.</p>
      ) : (
        <form className="form" onSubmit={send} autoComplete="on">
          <Field label="Name">
            <input autoComplete="username" value={me.person} readOnly />
          </Field>
          <Field label="Present password">
            <input
              type="password"
              autoComplete="current-password"
              required
              value={typed.old}
              onChange={({ target }) => setTyped({ ...typed, old: target.value })}
            />
          </Field>
          <Field
            label="New password"
            help="12 characters or more: several words that do not belong together."
          >
            <input
              type="password"
              autoComplete="new-password"
              required
              minLength={12}
              value={typed.fresh}
              onChange={({ target }) => setTyped({ ...typed, fresh: target.value })}
            />
          </Field>
          <Field label="New password again" {...(differ ? { help: "The two entries differ." } : {})}>
            <input
              type="password"
              autoComplete="new-password"
              required
              aria-invalid={differ}
              value={typed.again}
              onChange={({ target }) => setTyped({ ...typed, again: target.value })}
            />
          </Field>
          <p className="quiet">
            Every session of yours ends, on this machine and on others. Sign in with the new password.
          </p>
          <FormEnd
            verb="Set the password"
            busy={change.isPending}
            disabled={typed.fresh === "" || typed.again !== typed.fresh}
            error={change.error}
            onCancel={() => history.back()}
          />
        </form>
      )}
      <p>
        <a href="/">Cases</a>
      </p>
    </main>
  );
}
