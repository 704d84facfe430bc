/** What the posts are cut down to. All of it stands in the address. */
import { useId, useState } from "react";
import type { ReactNode } from "react";
import { instantOf } from "../../components/scale.ts";
import { SearchField } from "../../components/search-field.tsx";
import { useSuggestions } from "../../data/posts.ts";
import type { PostFilter, SuggestKind } from "../../data/posts.ts";
import type { FacetsView } from "../../../desk/index.ts";
import type { Search } from "../../layout/address.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { count } from "../../../words.ts";

const NAMES = ["q", "account", "language", "object", "cell", "from", "to"] as const;
const KINDS = ["hashtag", "domain", "url", "mention", "text", "reshare"] as const;

/** What the address asks for. */
export function filterIn(search: Search): PostFilter {
  return Object.fromEntries(
    NAMES.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])),
  );
}

export function Filters({ facets }: { readonly facets: FacetsView | undefined }) {
  const { search } = useAddress();
  const go = useGo();
  const [kind, setKind] = useState<SuggestKind>(kindIn(search["object"]));
  const set = (name: string, value: string) =>
    go({ [name]: value === "" ? undefined : value }, { replace: true });
  const value = search["object"]?.slice(search["object"].indexOf(":") + 1) ?? "";
  return (
    <search className="filters">
      <SearchField placeholder="words, or “a phrase”" />
      <Suggested
        label="Account"
        kind="account"
        value={search["account"] ?? ""}
        onValue={(name) => set("account", name)}
      />
      <div className="object">
        <label>
          Object
          <select value={kind} onChange={({ target }) => setKind(target.value as SuggestKind)}>
            {KINDS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <Suggested
          label={`Which ${kind}`}
          kind={kind}
          value={value}
          onValue={(name) => set("object", name === "" ? "" : `${kind}:${name}`)}
        />
      </div>
      <label>
        Language
        <select value={search["language"] ?? ""} onChange={({ target }) => set("language", target.value)}>
          <option value="">every language</option>
          {languages(facets, search["language"]).map(([name, posts]) => (
            <option key={name} value={name}>
              {posts === undefined ? name : `${name}, ${count(posts)}`}
            </option>
          ))}
        </select>
      </label>
      <Instant label="From, UTC" value={search["from"]} onValue={(at) => set("from", at)} />
      <Instant label="To before, UTC" value={search["to"]} onValue={(at) => set("to", at)} />
      {NAMES.some((name) => search[name] !== undefined) ? (
        <button
          type="button"
          onClick={() => go(Object.fromEntries(NAMES.map((name) => [name, undefined])), { replace: true })}
        >
          Clear filter
        </button>
      ) : undefined}
    </search>
  );
}

function kindIn(object: string | undefined): SuggestKind {
  return KINDS.find((kind) => object?.startsWith(`${kind}:`) === true) ?? "hashtag";
}

function languages(
  facets: FacetsView | undefined,
  chosen: string | undefined,
): readonly (readonly [string, number | undefined])[] {
  const known = (facets?.languages ?? []).map(({ value, posts }) => [value, posts] as const);
  const missing = chosen !== undefined && !known.some(([name]) => name === chosen);
  return missing ? [...known, [chosen, undefined]] : known;
}

/** What is typed goes into the address when it is finished: Enter, a choice from the list, or leaving the field. */
function useTyped(value: string, onValue: (value: string) => void) {
  const [typed, setTyped] = useState(value);
  const [last, setLast] = useState(value);
  if (value !== last) {
    setLast(value);
    setTyped(value);
  }
  const finish = (text: string) => {
    if (text !== value) onValue(text);
  };
  return { typed, setTyped, finish };
}

function Suggested({
  label,
  kind,
  value,
  onValue,
}: {
  readonly label: ReactNode;
  readonly kind: SuggestKind;
  readonly value: string;
  readonly onValue: (value: string) => void;
}) {
  const { caseName } = useAddress();
  const list = useId();
  const { typed, setTyped, finish } = useTyped(value, onValue);
  const suggestions = useSuggestions(caseName, kind, typed === value ? "" : typed).data ?? [];
  return (
    <label>
      {label}
      <input
        list={list}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => {
          setTyped(target.value);
          // A choice from the list is finished.
          if (target.value === "" || suggestions.some((one) => one.value === target.value))
            finish(target.value);
        }}
        onBlur={() => finish(typed)}
        onKeyDown={({ key }) => {
          if (key === "Enter") finish(typed);
        }}
      />
      <datalist id={list}>
        {suggestions.map((one) => (
          <option key={one.value} value={one.value}>{`${count(one.posts)} posts`}</option>
        ))}
      </datalist>
    </label>
  );
}

/** A minute of UTC. */
function Instant({
  label,
  value,
  onValue,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onValue: (value: string) => void;
}) {
  const at = Date.parse(value ?? "");
  const shown = Number.isNaN(at) ? "" : new Date(at).toISOString().slice(0, 16);
  const { typed, setTyped, finish } = useTyped(shown, (text) => {
    const ms = Date.parse(`${text}Z`);
    if (text === "") onValue("");
    else if (!Number.isNaN(ms)) onValue(instantOf(ms));
  });
  return (
    <label>
      {label}
      <input
        type="datetime-local"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => finish(typed)}
        onKeyDown={({ key }) => {
          if (key === "Enter") finish(typed);
        }}
      />
    </label>
  );
}
