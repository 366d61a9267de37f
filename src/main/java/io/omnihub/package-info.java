/**
 * Omnihub holds one truth about orders, stock and service for a retailer that sells in many channels. Every package
 * below is a room with one subject. A room's package description names the rooms that it may use, and a test holds it
 * to that.
 */
@NullMarked
package io.omnihub;

import org.jspecify.annotations.NullMarked;
