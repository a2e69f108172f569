import { openDb } from "../../server/src/db/db.ts";
import { deliveryWorker } from "../../server/src/deliveries/worker.ts";
import { openEgress } from "../../server/src/egress/egress.ts";
import { rangesOf } from "../../server/src/egress/public-address.ts";
import { sealWith } from "../../server/src/lib/seal.ts";
import { realClock } from "../../server/src/ports/clock.ts";

// The product's worker, as app.ts makes it.
const [url = "", key = ""] = process.argv.slice(2);
deliveryWorker({
  db: openDb({ url }),
  egress: openEgress({ production: true, opened: rangesOf(["127.0.0.1"]) }, realClock),
  clock: realClock,
  seal: sealWith(key),
  chance: () => 0.5,
  onTrouble: (message, error) => process.stderr.write(`${message} ${String(error)}\n`),
});
process.stdout.write('{"ready":true}\n');
