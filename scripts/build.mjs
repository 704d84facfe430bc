// npm run build, and before the package is packed: everything that the package holds and the tree does not.
import { build } from "./prepare.mjs";

build();
