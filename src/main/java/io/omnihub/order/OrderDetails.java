package io.omnihub.order;

import io.omnihub.fulfillment.OrderFulfillment;

/** An order with whom it is for and what becomes of it. */
public record OrderDetails(Order order, Recipient recipient, OrderFulfillment fulfillment) {}
