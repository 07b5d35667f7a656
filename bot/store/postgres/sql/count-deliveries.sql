SELECT endpoint_id, count(*)::integer AS pending
FROM webhook_deliveries
WHERE next_at IS NOT NULL
GROUP BY endpoint_id;
