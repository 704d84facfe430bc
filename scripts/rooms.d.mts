/** Types of `rooms.mjs` for the tests. */
export interface RoomRules {
  readonly room: string;
  readonly imports: readonly string[];
  readonly types: boolean;
}

export function roomsOf(rules: object): readonly RoomRules[];
export function arrowsOf(rooms: readonly RoomRules[]): readonly (readonly [string, string])[];
export function roomsTable(rooms: readonly RoomRules[]): string;
export function roomsPicture(rooms: readonly RoomRules[]): string;
