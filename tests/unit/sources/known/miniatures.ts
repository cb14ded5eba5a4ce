/** A few lines of each source, written by hand after the published descriptions. */
export const MINIATURES = {
  taobao: `1,2268318,2520377,pv,1511544070
1,2333346,2520771,fav,1511561733
2,2576651,149192,cart,1511572885
3,3830808,4181361,buy,1511593493`,
  taobaoNamed: `User_ID,Item_ID,Category_ID,Behavior_type,Timestamp
1,2268318,2520377,pv,1511544070
1,2333346,2520771,buy,1511561733`,
  tianchi: `user_id,item_id,behavior_type,user_geohash,item_category,time
98047837,232431562,1,,4245,2014-12-06 02
97726136,383583590,4,96nn52n,5894,2014-12-09 20
98607707,64749712,3,,2883,2014-12-18 11`,
  rees46: `event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session
2019-10-01 00:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,541312140,72d76fde-8bb3-4e00-8c23-a032dfed738c
2019-10-01 00:00:00 UTC,remove_from_cart,3900821,2053013552326770905,appliances.environment.water_heater,aqua,33.20,554748717,9333dfbd-b87a-4708-9857-6336556b0fcc
2019-10-01 00:00:01 UTC,purchase,17200506,2053013559792632471,furniture.living_room.sofa,,543.10,519107250,566511c2-e2e3-422b-b695-cf8e6e792ca8`,
  retailrocket: `timestamp,visitorid,event,itemid,transactionid
1433221332117,257597,view,355908,
1433224214164,992329,addtocart,248676,
1433222276276,599528,transaction,356475,4000`,
  onlineRetail: `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom
536365,71053,WHITE METAL LANTERN,6,12/1/2010 8:26,3.39,17850,United Kingdom
C536379,D,Discount,-1,12/1/2010 9:41,27.50,14527,United Kingdom`,
  onlineRetailII: `Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country
489434,85048,15CM CHRISTMAS GLASS BALL 20 LIGHTS,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom
C489449,22087,PAPER BUNTING WHITE LACE,-12,2009-12-01 10:33:00,2.95,16321.0,Australia`,
  ga4: `event_date,event_timestamp,event_name,user_pseudo_id,ga_session_id,item_id,purchase_revenue,device_category,country,city
20210131,1612069510766593,page_view,1026454.4271112504,1612069510,,,mobile,United States,Boston
20210131,1612069544268034,session_start,1026454.4271112504,1612069510,,,mobile,United States,Boston
20210131,1612069599123456,add_to_cart,1026999.1111112504,1612069590,GGOEGAAX0037,,desktop,China,Shanghai
20210131,1612069699123456,purchase,1026999.1111112504,1612069590,GGOEGAAX0037,28.00,desktop,China,Shanghai`,
  mixpanel: `event,time,distinct_id,$city,mp_country_code,item_id,price
Page Viewed,1612069510,a1b2,Berlin,DE,,
Product Added,1612069910,a1b2,Berlin,DE,p-1,9.5
Order Completed,1612070010,a1b2,Berlin,DE,p-1,9.5`,
  amplitude: `event_type,event_time,user_id,amplitude_id,device_type,country,city
view_item,2023-05-01 10:11:12.123456,u-1,991,iPhone,China,杭州
add_to_cart,2023-05-01 10:12:12.000001,u-2,992,Mac,China,上海`,
  chinese: `订单编号,买家会员名,商品编号,品牌,单价,数量,买家实付金额,下单时间,省份,城市
A1001,小明,SKU-9,华为,3999.00,1,3999.00,2023/11/11 00:03:21,浙江,杭州
A1002,小红,SKU-3,小米,99.50,2,199.00,2023/11/11 08:15:00,上海,上海`,
  chineseLog: `用户ID,商品ID,类目,行为类型,时间
u1,g1,手机,浏览,2023-06-18 10:00:01
u1,g1,手机,加入购物车,2023-06-18 10:03:11
u2,g7,图书,购买,2023-06-18 21:30:59`,
} as const;

export const OLIST = {
  'olist_orders_dataset.csv': `order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date
o1,c1,delivered,2017-10-02 10:56:33,2017-10-02 11:07:15,2017-10-04 19:55:00,2017-10-10 21:25:13,2017-10-18 00:00:00
o2,c2,canceled,2018-07-24 20:41:37,2018-07-26 03:24:27,,,2018-08-13 00:00:00
o3,c3,unavailable,2018-08-08 08:38:49,,,,2018-09-04 00:00:00`,
  'olist_order_items_dataset.csv': `order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value
o1,1,p1,s1,2017-10-06 11:07:15,29.99,8.72
o1,2,p1,s1,2017-10-06 11:07:15,29.99,8.72
o2,1,p2,s2,2018-07-30 03:24:27,118.70,22.76`,
  'olist_customers_dataset.csv': `customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state
c1,u1,03149,sao paulo,SP
c2,u1,47813,barreiras,BA`,
  'olist_products_dataset.csv': `product_id,product_category_name,product_name_lenght,product_photos_qty
p1,utilidades_domesticas,40,4
p2,perfumaria,29,1`,
  'product_category_name_translation.csv': `product_category_name,product_category_name_english
utilidades_domesticas,housewares`,
} as const;
