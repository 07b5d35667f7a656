UPDATE webhook_endpoints SET endpoint = $2 WHERE id = $1;
