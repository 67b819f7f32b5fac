/** Words by which customers mean the same, a group a line. Two words joined by `_` stand beside each other. */
export const english = `
money amount cash funds payment sum
cost price fee charge rate how_much charges postage
free no_charge gratis free_of_charge
when how_long how_many_days what_day time period date until
where whereabouts located location
order purchase bought buy ordered
parcel package shipment delivery packet order
product item thing goods article device appliance
ship send post deliver delivery shipping postage dispatch mail freight
arrive get_here turn_up come reach receive received delivered
express urgent rush hurry same_day today this_evening within_hours asap fast
courier driver delivery_guy carrier postman
home house
nobody not_at_home at_work missed nobody_answered wasn't_in was_out
address house_number street moved_house move_house
change edit update modify correct different wrong
exchange swap replace instead another trade
track follow tracking where_is how_far status
pick_up collect drop_by fetch grab collection pickup
shop store branch outlet
return send_back give_back bring_back take_back go_back sent_back sending_back returned returns
don't_like changed_my_mind regret
policy condition rule deadline how_long procedure steps
terms conditions
refund reimbursed money_back reimburse refunded paid_back on_my_card
colour color black white red blue
size bigger smaller big small too_big too_small fit model
broken cracked smashed shattered break breakage
damaged dented scratched bent damage broken faulty
broke died stopped_working defective faulty not_working dead repair
wrong incorrect mistake something_else
missing incomplete only_one lacking
warranty guarantee guaranteed cover covered
repair fix technician mend service after_sales
pay payment paying paid
delivery on_delivery when_it_comes driver
card visa mastercard american_express paypal bank
instalments monthly split installments finance financing spread down_payment
charged taken deducted went_down charge debited
failed error crashed unpaid declined
code voucher coupon promo promotional
discount promotion reduction offer
invalid not_work does_not_work not_applied rejected
gift present birthday voucher
balance left remaining
invoice bill receipt
copy download pdf printed print
company firm business corporate
vat tax value_added_tax
register sign_up create_account join first_time
login log_in sign_in access
account profile membership member
code text_message sms verification number
password passcode login_password
forgot forgotten can't_remember remember lost reset
number mobile phone sim
delete close erase remove cancel
advertising promotional newsletter marketing texts unsubscribe
stop unsubscribe
install installation hook_up hang mount set_up fit
tv television screen
old worn_out used second_hand
take_away haul_off dispose disposal collect
open close closing hours what_time opening
holiday bank_holiday sunday thursday saturday weekend
cancel call_off cancelling withdraw
sold_out out_of_stock unavailable gone
available back_in_stock be_back restock again back
notify let_me_know alert notified
fridge refrigerator freezer
washer washing_machine dishwasher
outside countryside city village
`;
