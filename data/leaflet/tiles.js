/* Tiles, for pages that have some: an addition to the other parts, which are there as L already. */
import {tileLayer} from 'leaflet/src/layer/tile/TileLayer.js';

L.tileLayer = tileLayer;
