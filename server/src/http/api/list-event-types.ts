import { listEventTypes } from "@firstring/contract/routes/endpoints.ts";
import { eventSamples } from "../../deliveries/samples.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(listEventTypes, async () => eventSamples());
