SELECT * FROM webhook_deliveries WHERE conversation_id = $1;
