import { getWorkflow } from "@firstring/contract/routes/endpoints.ts";
import { n8nWorkflow } from "../../deliveries/n8n-workflow.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getWorkflow, async () => n8nWorkflow());
