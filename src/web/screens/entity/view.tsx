/** Who and what is named in a case: the parties, and the page of one, of an account or of a domain. */
import { Crumbs } from "../../components/crumbs.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { EntityLink } from "../../components/entity-link.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Table } from "../../components/table.tsx";
import { useEntitiesCalled, useEntity } from "../../data/entities.ts";
import { useAddress } from "../../layout/address.ts";
import { EntityPage } from "./page.tsx";
import "./entity.css";

export function View() {
  const { item } = useAddress();
  return (
    <div className="entity-screen">{item === undefined ? <Parties /> : <One key={item} entity={item} />}</div>
  );
}

function One({ entity }: { readonly entity: string }) {
  const { caseName } = useAddress();
  const { data, error } = useEntity(caseName, entity);
  if (data !== undefined) return <EntityPage view={data} />;
  return (
    <>
      <Crumbs section="Names" here={entity.replace(/^(?:account|domain):/, "")} />
      {error === null ? <h1 className="unseen">Names</h1> : <ErrorLine error={error} />}
    </>
  );
}

function Parties() {
  const { caseName } = useAddress();
  const { data, error } = useEntitiesCalled(caseName, {});
  if (error !== null) return <ErrorLine error={error} />;
  return (
    <>
      <h1 className="statement">Who and what is named here</h1>
      <p className="lead">
        Parties of the case. An account has a page of its own where it stands in a finding, and is reached
        from there; any other account is a filter of the Corpus.
      </p>
      {data?.length === 0 ? (
        <EmptyState title="Nobody is named yet.">
          A party comes into a case as the speaker of a claim, or with an organisation that takes a position.
        </EmptyState>
      ) : (
        <div className="stacks">
          <Table
            caption="Parties"
            rows={data ?? []}
            keyOf={({ entity }) => entity}
            columns={[
              { head: "Name", cell: ({ entity, name }) => <EntityLink entity={entity}>{name}</EntityLink> },
              { head: "Kind", cell: ({ kind }) => kind },
            ]}
          />
        </div>
      )}
    </>
  );
}
